// Every kind of page that people reach by links: in order for all eyes, both themes, wide and narrow screens.
import assert from "node:assert/strict";
import { journey } from "../support/journey.mjs";
import { Walk } from "../support/walk.mjs";

const PEOPLE = ["vanphong", "lanhdao", "truongphong", "chuyenvien", "quantri", "thamdinh"];

journey("Every page is in order for everybody", { demo: true }, async (guest, next) => {
  const walk = new Walk();
  await walk.as("guest", guest, ["/dang-nhap"]);

  // Work in the making has pages of its own.
  const clerk = await (await next()).signInAs("vanphong");
  await clerk.visit("/lam-viec/ke-hoach");
  await clerk.follow(/^Kế hoạch Tuyên truyền cải cách/, clerk.main);
  await clerk.press("Sửa đổi, bổ sung");
  await clerk.arrives("**/ra-soat**");
  await clerk.visit("/lam-viec/bao-cao");
  await clerk.follow("Lập báo cáo", clerk.page.getByRole("row").filter({ hasText: "Chưa lập" }));
  await clerk.press("Lập báo cáo", clerk.main);
  await clerk.arrives(/\/bao-cao\/[0-9a-f-]{36}$/);
  const draft = clerk.page.url();
  await clerk.context.close();

  for (const who of PEOPLE) {
    const person = await (await next()).signInAs(who);
    const starts = ["/lam-viec", "/lam-viec/toi"];
    const pages = await walk.as(who, person, who === "vanphong" ? [draft, ...starts] : starts);
    assert.ok(pages > 8, `${who} reaches ${pages} kinds of pages`);
  }
  assert.ok(walk.kinds.size > 40, `${walk.kinds.size} kinds of pages`);
  assert.equal(walk.faults.length, 0, walk.faults.join("\n"));
});
