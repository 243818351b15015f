// A signed plan comes in as a Word file and becomes tasks.
import assert from "node:assert/strict";
import { journey } from "../support/journey.mjs";
import { Server } from "../support/server.mjs";

/** The demo year's plan as a Word file, taken from a neighbour's server as anyone would. */
async function planAsWord(next) {
  const neighbour = await Server.start({ demo: true });
  try {
    const clerk = await (await next({ at: neighbour })).signInAs("vanphong");
    await clerk.follow("Kế hoạch");
    await clerk.follow(/^Kế hoạch Tuyên truyền cải cách/, clerk.main);
    return await clerk.download("Xuất Word");
  } finally {
    await neighbour.stop();
  }
}

journey("A clerk imports the signed plan, mends a field and puts it into force", {}, async (lan, next) => {
  const word = await planAsWord(next);
  assert.equal(word.bytes.subarray(0, 2).toString(), "PK", `${word.name} is a Word file`);

  // An empty house leads to the first step.
  await lan.signIn();
  await lan.sees("Chưa có kế hoạch nào đang thực hiện");
  await lan.follow("Đến trang Kế hoạch");
  await lan.sees("Chưa có kế hoạch nào");
  await lan.follow("Tải kế hoạch lên", lan.main);
  await lan.page.getByLabel("Văn bản kế hoạch").setInputFiles({ name: word.name, mimeType: "", buffer: word.bytes });
  await lan.press("Tải lên và đọc");

  // The reading stands beside the source; a unit of another name is not guessed.
  await lan.arrives("**/ra-soat");
  await lan.sees("Văn bản gốc");
  const row = lan.page.getByRole("article").filter({ hasText: "Niêm yết bộ thủ tục hành chính mới" });
  await lan.sees("Chưa rõ là đơn vị nào", row);
  await lan.look("review");
  await lan.follow("Sửa", row);
  await lan.field("Nội dung").fill("Niêm yết 46 thủ tục hành chính mới tại Trung tâm Phục vụ hành chính công tỉnh.");
  const leads = lan.page.getByRole("group", { name: "Cơ quan chủ trì" });
  await leads.getByRole("combobox").first().selectOption({ label: "Phòng Quản lý nhà" });
  await lan.press("Lưu");
  const mended = lan.page.getByRole("article").filter({ hasText: "Niêm yết 46 thủ tục" });
  await lan.sees("Đã sửa", mended);
  await lan.sees("Niêm yết bộ thủ tục hành chính mới", mended);

  await lan.confirm("Mọi mục còn lại đều đúng");
  await lan.arrives(/\/ke-hoach\/[0-9a-f-]{36}$/);
  await lan.follow("Đưa vào thực hiện");
  await lan.sees("Nhiệm vụ mới");
  await lan.look("adoption");
  await lan.press("Xác nhận đưa vào thực hiện");

  await lan.arrives(/\/lam-viec\/nhiem-vu\?nam=\d+&da_tao=\d+$/);
  await lan.sees("Đã tạo 13 nhiệm vụ");
  await lan.sees("13 kết quả");
  await lan.follow(/^4\. Niêm yết 46 thủ tục/);
  await lan.sees("Phòng Quản lý nhà");
});

journey("A file that cannot be read is kept, and the page says what to do", {}, async (lan) => {
  await lan.signIn();
  await lan.visit("/lam-viec/ke-hoach/moi");
  const scan = { name: "quet.docx", mimeType: "", buffer: Buffer.from("PK\x03\x04 không phải Word") };
  await lan.page.getByLabel("Văn bản kế hoạch").setInputFiles(scan);
  await lan.press("Tải lên và đọc");
  await lan.sees("Tệp chưa đọc được");
  await lan.sees("quet.docx");
  await lan.look("unreadable-file");
});
