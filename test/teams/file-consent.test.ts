import { expect } from "chai";
import { isPlaceForFiles } from "../../bot/teams/file-consent.ts";
import type { Reply, Turn } from "../../bot/turn.ts";
import type { Disclosed } from "../../cards/disclosed.ts";
import type { FileOffer, FileView } from "../../cards/files.ts";
import { FakeDrive } from "../support/fake-drive.ts";
import { HttpBot } from "../support/http-bot.ts";

const NAME = "homeward-episodes.csv";
const OFFER: FileOffer = {
  file: { name: NAME, text: "é,b\r\n1,2\r\n" },
  description: "Missing episodes: 3 rows.",
  context: { reading: { kind: "question" } },
};
const FILE: Reply = {
  kind: "file",
  file: OFFER.file as Disclosed<FileView>,
  otherwise: "I couldn't save the file." as Disclosed<string>,
};

describe("A file in a 1:1 chat", () => {
  let bot: HttpBot;
  let drive: FakeDrive;
  let take: (turn: Turn) => Promise<Reply[]>;
  beforeEach(async () => {
    drive = await new FakeDrive().start();
    take = async () => [FILE];
    bot = await HttpBot.start({
      takeTurn: (turn) => take(turn),
      deps: { uploads: { loopback: true, timeoutMs: 2_000 } },
    });
  });
  afterEach(async () => {
    await bot.close();
    await drive.close();
  });

  const consent = (value: object) =>
    bot.send(bot.activity({ type: "invoke", name: "fileConsent/invoke", value, replyToId: "offer-1" }));
  const accept = (uploadInfo: object | undefined = drive.upload(NAME)) =>
    consent({ type: "fileUpload", action: "accept", context: OFFER.context, uploadInfo });
  const deleted = () =>
    bot.connector.received
      .filter(({ method }) => method === "DELETE")
      .map(({ path }) => path.split("/").at(-1));

  it("is offered by a consent card, as a reply or later", async () => {
    take = async () => [{ kind: "offer", offer: OFFER as Disclosed<FileOffer> }];
    await bot.say("export episodes");
    await bot.messenger.offer(bot.turns[0]!.conversation, OFFER);
    const attachment = {
      contentType: "application/vnd.microsoft.teams.card.file.consent",
      name: NAME,
      content: {
        description: OFFER.description,
        sizeInBytes: 11,
        acceptContext: OFFER.context,
        declineContext: {},
      },
    };
    expect(bot.connector.activities.map(({ attachments }) => attachments)).to.deep.equal([
      [attachment],
      [attachment],
    ]);
  });

  it("is put where the consent says, shown as a file, and the offer goes", async () => {
    expect((await accept()).status).to.equal(200);
    expect(bot.turns[0]).to.deep.include({ kind: "file_consent", accepted: true, context: OFFER.context });
    const [put] = drive.puts;
    expect(put!.text).to.equal("é,b\r\n1,2\r\n");
    expect(put!.headers).to.include({ "content-length": "11", "content-range": "bytes 0-10/11" });
    expect(put!.headers).to.not.have.property("authorization");
    const [{ attachments }] = bot.connector.activities;
    const { name, contentUrl, uniqueId, fileType } = drive.upload(NAME);
    expect(attachments).to.deep.equal([
      {
        contentType: "application/vnd.microsoft.teams.card.file.info",
        name,
        contentUrl,
        content: { uniqueId, fileType },
      },
    ]);
    expect(deleted()).to.deep.equal(["offer-1"]);
  });

  it("is not put anywhere where it is declined", async () => {
    take = async () => [{ kind: "sentence", text: "Not saved." as Disclosed<string> }];
    expect((await consent({ type: "fileUpload", action: "decline", context: {} })).status).to.equal(200);
    expect(bot.turns[0]).to.deep.include({ kind: "file_consent", accepted: false, upload: null });
    expect(bot.connector.activities.map(({ text }) => text)).to.deep.equal(["Not saved."]);
    expect(deleted()).to.deep.equal(["offer-1"]);
  });

  it("is said not to be saved where the place refuses it, sends elsewhere or is none of Microsoft's", async () => {
    for (const status of [404, 500, 302]) {
      drive.status = status;
      await accept();
    }
    const before = drive.puts.length;
    await accept(drive.upload(NAME, "https://files.example.test/upload"));
    await accept(drive.upload(NAME, "nowhere"));
    expect(drive.puts).to.have.length(before);
    expect(bot.connector.activities.map(({ text }) => text)).to.deep.equal(
      Array(5).fill("I couldn't save the file."),
    );
  });

  it("stays where it is when the offer cannot be taken away", async () => {
    bot.connector.inject({ status: 501, method: "DELETE" });
    expect((await accept()).status).to.equal(200);
    expect(drive.puts).to.have.length(1);
  });

  it("is no matter of an answer that cannot be read", async () => {
    for (const value of [{}, { type: "fileUpload" }, { type: "other", action: "accept" }])
      expect((await consent(value)).status).to.equal(200);
    expect(bot.turns).to.deep.equal([]);
    expect(drive.puts).to.deep.equal([]);
  });
});

describe("The place for a file", () => {
  const GOOD = [
    "https://contoso-my.sharepoint.com/personal/a/_api/v2.0/drive/items/1/uploadSession?guid=1",
    "https://contoso.sharepoint.com/x",
  ];
  const BAD = [
    "http://contoso.sharepoint.com/x",
    "https://contoso.sharepoint.com:8443/x",
    "https://contoso.sharepoint.com.example.test/x",
    "https://sharepoint.com/x",
    "https://a.b.sharepoint.com/x",
    "https://evil.test/contoso.sharepoint.com",
    "https://user:secret@contoso.sharepoint.com/x",
    "https://evilsharepoint.com/x",
    "file:///etc/passwd",
    "https://169.254.169.254/latest",
    "",
  ];
  const LOCAL = ["http://127.0.0.1:4000/x", "http://localhost/x"];

  it("is SharePoint over https, which OneDrive for work is", () => {
    expect(GOOD.filter((url) => !isPlaceForFiles(url, false))).to.deep.equal([]);
    expect([...BAD, ...LOCAL].filter((url) => isPlaceForFiles(url, false))).to.deep.equal([]);
  });

  it("is this machine too in local mode, and nothing else more", () => {
    expect([...GOOD, ...LOCAL].filter((url) => !isPlaceForFiles(url, true))).to.deep.equal([]);
    expect(BAD.filter((url) => isPlaceForFiles(url, true))).to.deep.equal([]);
  });
});
