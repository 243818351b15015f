// Work without a mouse.
import assert from "node:assert/strict";
import { journey } from "../support/journey.mjs";
import { DEMO } from "../support/server.mjs";

/** Goes on by the Tab key until this has the focus, and sees where it is. */
async function tabTo(person, target) {
  await target.waitFor();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      const outline = await target.evaluate((element) => getComputedStyle(element).outlineStyle);
      assert.notEqual(outline, "none", `the focus can be seen on ${target}`);
      return;
    }
    await person.page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${target}`);
}

journey("Signing in, opening a task and ticking it need the keyboard only", { demo: true }, async (binh) => {
  const { page } = binh;
  await binh.visit("/dang-nhap");
  await tabTo(binh, binh.field("Thư điện tử"));
  await page.keyboard.type(`chuyenvien@${DEMO.host}`);
  await tabTo(binh, binh.field("Mật khẩu"));
  await page.keyboard.type(DEMO.password);
  await page.keyboard.press("Enter");
  await binh.arrives("**/tuan-cua-toi");

  // The first key leads past the navigation.
  await page.keyboard.press("Tab");
  await tabTo(binh, page.getByRole("link", { name: "Chuyển đến nội dung chính" }));
  await page.keyboard.press("Enter");
  await tabTo(binh, binh.main.getByRole("link", { name: /Mỗi phòng, đơn vị viết ít nhất một bài/ }));
  await page.keyboard.press("Enter");

  await page.getByRole("heading", { level: 1, name: /Mỗi phòng, đơn vị/ }).waitFor();
  await tabTo(binh, binh.field("Ngày thực hiện"));
  await page.keyboard.press("Control+A");
  await page.keyboard.type("15/4/2025");
  await tabTo(binh, page.getByRole("button", { name: "Ghi kết quả" }));
  await page.keyboard.press("Enter");
  await binh.sees("15/04/2025", page.getByRole("row").filter({ hasText: "Phòng Quản lý xây dựng" }));
});
