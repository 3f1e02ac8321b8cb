import { expect } from "chai";
import { strFromU8, unzipSync } from "fflate";
import { LISTED_COMMANDS } from "../../bot/language/commands.ts";
import { buildManifest } from "../../manifest/build.ts";
import { ICON_SIZES, type Icon, renderIcon } from "../../manifest/icons.ts";
import { zipApp } from "../../manifest/zip.ts";
import { type Picture, readPng } from "./png.ts";

const manifest = buildManifest(LISTED_COMMANDS, {
  appId: "11111111-1111-4111-8111-111111111111",
  botId: "22222222-2222-4222-8222-222222222222",
  domain: "bot.example.gov.uk",
  version: "1.2.3",
});

function* pixels({ width, height, at }: Picture) {
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) yield at(x, y);
}

describe("The app's icons", () => {
  it("have the sizes that Teams asks for", async () => {
    for (const icon of Object.keys(ICON_SIZES) as Icon[]) {
      const { width, height } = readPng(await renderIcon(icon));
      expect([width, height], icon).to.deep.equal([ICON_SIZES[icon], ICON_SIZES[icon]]);
    }
  });

  it("are a full square in colour", async () => {
    const all = [...pixels(readPng(await renderIcon("color")))];
    expect(all.every(([, , , alpha]) => alpha === 255)).to.equal(true);
    expect(new Set(all.map(String)).size).to.be.above(50);
  });

  it("are an outline in white on nothing", async () => {
    const picture = readPng(await renderIcon("outline"));
    const drawn = [...pixels(picture)].filter(([, , , alpha]) => alpha > 0);
    expect(drawn.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).to.equal(true);
    expect(drawn.length / (picture.width * picture.height)).to.be.within(0.05, 0.5);
    for (const [x, y] of [
      [0, 0],
      [31, 0],
      [0, 31],
      [31, 31],
      [16, 20],
    ] as const)
      expect(picture.at(x, y)[3]).to.equal(0);
  });
});

describe("The app package", () => {
  it("holds the manifest and the two icons it names, and nothing else", async () => {
    const files = unzipSync(await zipApp(manifest));
    expect(Object.keys(files).sort()).to.deep.equal(["color.png", "manifest.json", "outline.png"]);
    const inside = JSON.parse(strFromU8(files["manifest.json"]!));
    expect(inside).to.deep.equal(manifest);
    expect(Object.values(inside.icons).sort()).to.deep.equal(["color.png", "outline.png"]);
    expect(files["color.png"]).to.deep.equal(await renderIcon("color"));
  });

  it("has the same bytes for the same manifest, in whatever zone it is made", async () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = "Pacific/Auckland";
      const one = await zipApp(manifest);
      process.env.TZ = "America/Los_Angeles";
      expect(await zipApp(manifest)).to.deep.equal(one);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
