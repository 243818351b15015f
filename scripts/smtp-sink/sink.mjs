// A mail server for tests. It keeps what it receives and misbehaves towards an address when told to.
// Everything is per recipient, so tests that run side by side do not meet: give each its own address.
//
//   node sink.mjs READY_FILE    listens on free ports of 127.0.0.1 and writes them as shell lines
//
//   GET    /mails?to=A[&count=N&wait=MS]   mails to A; waits until there are N or MS have passed
//   DELETE /mails?to=A
//   PUT    /behaviour?to=A&do=B[&times=N&ms=M]
//   DELETE /behaviour?to=A
//   GET    /certificate                    PEM of the TLS ports, to be trusted by the client
import { execFileSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

const USER = "tester";
const PASSWORD = "right horse";
const MAX_WAIT_MS = 30_000;

const mails = new Map();
const behaviours = new Map();
const arrivals = new EventEmitter().setMaxListeners(0);

const reply = (responseCode, text) => Object.assign(new Error(text), { responseCode });

// What each behaviour does at RCPT and after the message has been read in full.
const BEHAVIOURS = {
  refuse: { rcpt: () => reply(550, "5.1.1 No such person here") },
  later: { rcpt: () => reply(451, "4.3.2 Come back later") },
  "hang-up": { rcpt: "hang up" },
  reject: { data: () => reply(554, "5.7.1 Looks like spam") },
  full: { data: () => reply(452, "4.2.2 Mailbox full") },
  slow: { keep: true, data: "wait" },
  drop: { keep: true, data: "hang up" },
};

function behaviourFor(address, stage) {
  const rule = behaviours.get(address);
  if (!rule || !(stage in BEHAVIOURS[rule.do])) return undefined;
  if (rule.times !== undefined && --rule.times <= 0) behaviours.delete(address);
  return { ...BEHAVIOURS[rule.do], ms: rule.ms };
}

function certificate() {
  const folder = mkdtempSync(join(tmpdir(), "smtp-sink-"));
  try {
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    execFileSync(
      "openssl",
      [
        ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost".split(" "),
        ..."-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE".split(" "),
        ...["-keyout", key, "-out", cert],
      ],
      { stdio: "ignore" },
    );
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const lower = (address) => address.toLowerCase();

async function keep(raw, session, recipients) {
  const parsed = await PostalMime.parse(raw, { attachmentEncoding: "base64" });
  const mail = {
    session: session.id,
    secure: session.secure,
    user: session.user ?? null,
    envelope_from: session.envelope.mailFrom.address,
    envelope_to: recipients,
    subject: parsed.subject ?? "",
    from: parsed.from ?? null,
    to: parsed.to ?? [],
    reply_to: parsed.replyTo ?? [],
    message_id: parsed.messageId ?? "",
    text: parsed.text ?? "",
    html: parsed.html ?? "",
    headers: parsed.headers.map(({ originalKey, value }) => [originalKey, value]),
    attachments: parsed.attachments.map(({ filename, mimeType, content }) => ({ filename, mime_type: mimeType, content })),
    raw: raw.toString("latin1"),
  };
  for (const address of recipients) {
    if (!mails.has(address)) mails.set(address, []);
    mails.get(address).push(mail);
    arrivals.emit(address);
  }
}

function smtp(options) {
  const server = new SMTPServer({
    ...options,
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth({ username, password }, _session, done) {
      if (username === USER && password === PASSWORD) done(null, { user: username });
      else done(reply(535, "5.7.8 Name or password is wrong"));
    },
    onRcptTo({ address }, session, done) {
      const rule = behaviourFor(lower(address), "rcpt");
      if (!rule) return done();
      if (rule.rcpt === "hang up") return hangUp(session);
      done(rule.rcpt());
    },
    onData(stream, session, done) {
      const chunks = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", async () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => lower(address));
        const rule = recipients.map((address) => behaviourFor(address, "data")).find(Boolean);
        if (!rule || rule.keep) await keep(Buffer.concat(chunks), session, recipients);
        if (!rule) done(null, "2.0.0 Kept");
        else if (rule.data === "hang up") hangUp(session);
        else if (rule.data === "wait") setTimeout(() => done(null, "2.0.0 Kept, at last"), rule.ms ?? 3000);
        else done(rule.data());
      });
    },
  });
  // A client that goes away in the middle is part of the tests.
  server.on("error", () => {});
  const hangUp = ({ id }) => {
    for (const connection of server.connections) if (connection.session.id === id) connection._socket.destroy();
  };
  return server;
}

async function waitForMails(address, count, wait) {
  const deadline = Date.now() + Math.min(wait, MAX_WAIT_MS);
  while ((mails.get(address)?.length ?? 0) < count) {
    const left = deadline - Date.now();
    if (left <= 0) break;
    await once(arrivals, address, { signal: AbortSignal.timeout(left) }).catch(() => {});
  }
  return mails.get(address) ?? [];
}

async function answer(method, url) {
  const query = Object.fromEntries(url.searchParams);
  if (`${method} ${url.pathname}` === "GET /certificate") return [200, tls.cert];
  if (!query.to) return [400, { error: "say which address: ?to=" }];
  const address = lower(query.to);
  switch (`${method} ${url.pathname}`) {
    case "GET /mails":
      return [200, await waitForMails(address, Number(query.count ?? 0), Number(query.wait ?? 0))];
    case "DELETE /mails":
      mails.delete(address);
      return [200, {}];
    case "PUT /behaviour":
      if (!Object.hasOwn(BEHAVIOURS, query.do)) return [400, { error: `one of ${Object.keys(BEHAVIOURS)}` }];
      behaviours.set(address, {
        do: query.do,
        times: query.times === undefined ? undefined : Number(query.times),
        ms: query.ms === undefined ? undefined : Number(query.ms),
      });
      return [200, {}];
    case "DELETE /behaviour":
      behaviours.delete(address);
      return [200, {}];
    default:
      return [404, { error: "no such question" }];
  }
}

const tls = certificate();
const api = createServer(async (request, response) => {
  const [status, body] = await answer(request.method, new URL(request.url, "http://localhost"));
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
});
const plain = smtp(tls);
const implicitTls = smtp({ ...tls, secure: true });

async function port(listener, server) {
  listener.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server.address().port;
}

const lines = [
  `LOA_TEST_SMTP=smtp://127.0.0.1:${await port(plain, plain.server)}`,
  `LOA_TEST_SMTPS=smtps://127.0.0.1:${await port(implicitTls, implicitTls.server)}`,
  `LOA_TEST_SMTP_API=http://127.0.0.1:${await port(api, api)}`,
];
const [ready] = process.argv.slice(2);
writeFileSync(`${ready}.part`, lines.map((line) => `export ${line}\n`).join(""));
renameSync(`${ready}.part`, ready);
