// The program starts, is set up, and lets its administrator in.
import assert from "node:assert/strict";
import { journey } from "../support/journey.mjs";
import { AGENCY } from "../support/server.mjs";

for (const database of ["sqlite", "postgres"]) {
  journey(`An empty installation on ${database} is set up in the browser`, { setUp: false, database }, async (lan) => {
    await lan.visit("/cai-dat");
    await lan.look("first-run");
    await lan.fill("Tên đầy đủ của cơ quan", AGENCY.name);
    await lan.fill("Ký hiệu trong số văn bản", AGENCY.symbol);
    await lan.fill("Địa danh", AGENCY.place);
    await lan.fill("Các phòng, đơn vị", AGENCY.units);
    await lan.fill("Họ và tên", AGENCY.person);
    await lan.fill("Thư điện tử", AGENCY.email);
    await lan.fill("Mật khẩu", AGENCY.password);
    await lan.press("Bắt đầu sử dụng");
    await lan.page.waitForURL("**/dang-nhap**");
    await lan.signIn();
    await lan.look("workspace");

    lan.expectNotFound("/cai-dat");
    const again = await lan.visit("/cai-dat");
    assert.equal(again.status(), 404, "nobody can take over an installation");
  });
}

journey("A wrong password is refused and what was typed stays", {}, async (lan) => {
  await lan.visit("/dang-nhap");
  await lan.fill("Thư điện tử", AGENCY.email);
  await lan.fill("Mật khẩu", "một câu khác hẳn");
  await lan.press("Đăng nhập");
  await lan.sees("Thư điện tử hoặc mật khẩu chưa đúng.");
  assert.equal(await lan.field("Thư điện tử").inputValue(), AGENCY.email);
  await lan.look("sign-in-refused");
});

journey("Signing in works without JavaScript", { script: false }, async (lan) => {
  await lan.signIn();
  await lan.page.getByRole("main").waitFor();
});

journey("An unknown address leads to a page that helps on", {}, async (lan) => {
  lan.expectNotFound("/khong-co");
  const answer = await lan.visit("/khong-co");
  assert.equal(answer.status(), 404);
  await lan.page.getByRole("heading", { level: 1 }).waitFor();
  await lan.look("not-found");
});
