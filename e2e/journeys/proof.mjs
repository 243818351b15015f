// Proof of work goes from a unit to the office, and back when it is not enough.
import assert from "node:assert/strict";
import { journey } from "../support/journey.mjs";

const TASK = "Mỗi phòng, đơn vị viết ít nhất một bài";
const TITLE = "Bài viết: Cấp phép xây dựng không cần đến Sở";

async function handIn(person, photo) {
  const card = person.page.getByRole("article").filter({ hasText: TASK });
  await person.follow("Nộp minh chứng", card);
  await person.fill("Tên minh chứng", TITLE);
  await person.page.getByLabel("Tệp, ảnh").setInputFiles({ name: "trang-bao.png", mimeType: "image/png", buffer: photo });
  await person.fill("Số lượng", "1");
  await person.fill("Ghi chú", "Đăng trên Cổng thông tin điện tử.\nCó 1.240 lượt đọc.");
  await person.press("Nộp");
  await person.arrives("**/tuan-cua-toi");
}

/** Opens what was handed in last under the title. */
async function openProof(person) {
  await person.visit("/lam-viec/minh-chung?status=waiting");
  await person.follow(TITLE, person.main);
  await person.page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
}

journey("A unit hands in proof and ticks, the office returns it with a reason and accepts the next", { demo: true }, async (binh, next) => {
  await binh.signInAs("chuyenvien");
  await binh.arrives("**/tuan-cua-toi");
  const photo = await binh.page.screenshot();
  await handIn(binh, photo);
  const card = binh.page.getByRole("article").filter({ hasText: TASK });
  await binh.press("Đã làm", card);
  await card.waitFor({ state: "detached" });

  const clerk = await (await next()).signInAs("vanphong");
  await openProof(clerk);
  await clerk.sees("Có 1.240 lượt đọc.");
  const kept = await clerk.download("trang-bao.png");
  assert.ok(kept.bytes.equals(photo), "the file comes back as it was handed in");
  await clerk.look("proof-to-review");
  await clerk.fill("Lý do trả lại", "Ảnh chưa thấy ngày đăng.");
  await clerk.press("Trả lại");
  await clerk.sees("Ảnh chưa thấy ngày đăng.");

  await binh.visit("/lam-viec/minh-chung");
  await binh.follow(TITLE, binh.main);
  await binh.sees("Ảnh chưa thấy ngày đăng.");
  await binh.visit("/lam-viec/nhiem-vu");
  await binh.follow(new RegExp(TASK), binh.main);
  await binh.follow("Nộp minh chứng", binh.main);
  await binh.fill("Tên minh chứng", TITLE);
  await binh.fill("Ghi chú", "Số báo 102, ngày 16/4/2025.");
  await binh.press("Nộp");
  await binh.page.getByRole("heading", { level: 1, name: new RegExp(TASK) }).waitFor();

  await openProof(clerk);
  await clerk.press("Chấp nhận");
  await clerk.sees("Được chấp nhận");
});

journey("Proof can be handed in without JavaScript", { demo: true, script: false }, async (binh, next) => {
  await binh.signInAs("chuyenvien");
  await handIn(binh, Buffer.from("Biên bản họp phòng ngày 16/4/2025\n"));
  const clerk = await (await next({ script: false })).signInAs("vanphong");
  await openProof(clerk);
  await clerk.press("Chấp nhận");
  await clerk.sees("Được chấp nhận");
});
