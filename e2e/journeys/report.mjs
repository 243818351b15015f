// The report of a quarter, from the data to the signed file.
import assert from "node:assert/strict";
import { assertPdf, parts, wordsOf } from "../support/files.mjs";
import { journey } from "../support/journey.mjs";

const ADDED = "Văn phòng Sở đã nhắc các đơn vị gửi bài trước ngày 30 tháng 5.";

journey("The office writes the quarter's report, the leader approves it on a phone", { demo: true }, async (clerk, next) => {
  await clerk.signInAs("vanphong");
  await clerk.follow("Báo cáo");
  const internal = clerk.page.locator("section").filter({ has: clerk.page.getByRole("heading", { name: "Báo cáo nội bộ" }) });
  await clerk.follow("Lập báo cáo", internal.getByRole("row", { name: /^Quý I năm 2025/ }));
  await clerk.press("Lập báo cáo", clerk.main);
  await clerk.sees("Bản thảo");
  const report = clerk.page.url();

  // Every number opens the rows behind it.
  const number = clerk.page.getByRole("article").getByRole("link", { name: /^[1-9]/ }).first();
  const figure = await number.textContent();
  await number.click();
  await clerk.arrives("**/so-lieu/**");
  await clerk.sees(figure.trim());
  await clerk.page.getByRole("table").waitFor();
  await clerk.visit(report);

  await clerk.page.getByRole("link", { name: /^Sửa mục này: / }).first().click();
  const body = clerk.field("Nội dung");
  await body.fill(`${await body.inputValue()}\n${ADDED}`);
  await clerk.press("Lưu");
  await clerk.sees(ADDED);
  await clerk.sees(/Lê Văn Mẫu sửa lúc/);
  await clerk.look("report-draft");
  await clerk.confirm("Trình phê duyệt");
  await clerk.sees("Chờ phê duyệt");

  // Four eyes: who submits does not approve.
  await clerk.follow("Phê duyệt");
  await clerk.follow(/quý I năm 2025/i, clerk.page.getByRole("row").filter({ hasText: "Chờ quyết định" }));
  await clerk.sees("Người trình không tự phê duyệt");
  assert.equal(await clerk.page.getByRole("button", { name: "Phê duyệt", exact: true }).count(), 0);

  const leader = await (await next({ phone: true })).signInAs("lanhdao");
  await leader.arrives("**/tong-quan");
  const waiting = leader.page.locator("section").filter({ has: leader.page.getByRole("heading", { name: "Chờ bạn quyết định" }) });
  await leader.follow(/quý I năm 2025/i, waiting);
  await leader.follow("Xem nội dung trình");
  await leader.sees(ADDED);
  await leader.follow("Xem và quyết định");
  await leader.follow(/quý I năm 2025/i, leader.main);
  await leader.shot("decision-360");
  await leader.press("Phê duyệt", leader.main);
  await leader.sees("Đã phê duyệt", leader.main);

  await clerk.visit(report);
  await clerk.confirm("Chốt số liệu");
  await clerk.sees("Lê Văn Mẫu đã chốt số liệu");
  const [word, pdf, excel] = [await clerk.download("Word"), await clerk.download("PDF"), await clerk.download("Excel")];
  assert.ok(wordsOf(word.bytes).includes(ADDED), `${word.name} says what was written`);
  assertPdf(pdf.bytes);
  assert.ok([...parts(excel.bytes).keys()].some((name) => name.startsWith("xl/worksheets/")), `${excel.name} has sheets`);

  // What was frozen stays; a change is a marked second issue.
  await clerk.fill("Lý do", "Bổ sung số liệu của Trung tâm Kiểm định.");
  await clerk.press("Lập bản tái phát hành");
  await clerk.sees("Bản tái phát hành, lần 2");
  await clerk.look("report-reissue");
  await clerk.follow("Lần 1");
  await clerk.sees("Đã chốt");
});
