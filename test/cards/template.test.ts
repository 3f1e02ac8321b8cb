import { expect } from "chai";
import fc from "fast-check";
import { compile } from "../../cards/template.ts";

describe("A name in a card's template", () => {
  const fill = compile<object>({
    name: "${value}",
    path: "${$root.value}",
    shown: [{ $when: "${value}", text: "yes" }],
    when: [{ $when: "${$root.value}", text: "yes" }],
  });

  it("gives what it gives as a path, which the library looks along: also nothing, and what all objects have", () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, null, false, 0, ""));
    fc.assert(
      fc.property(value, (value) => {
        const { name, path, shown, when } = fill({ value });
        const said = (found: unknown) => (typeof found === "string" ? found.replace("$root.", "") : found);
        expect(said(name)).to.deep.equal(said(path));
        expect(shown).to.deep.equal(when);
      }),
    );
    const further = compile<object>({
      path: "${change.text}",
      rows: [{ $data: "${rows}", at: "${$index}" }],
    });
    const reserved = { change: { text: "up" }, text: "the card's", rows: [{ $index: 7 }, { $index: 7 }] };
    expect(further(reserved)).to.deep.equal({ path: "up", rows: [{ at: 0 }, { at: 1 }] });
    const inherited = compile<object>({ name: "${constructor}" });
    expect(inherited({ value: 1 })).to.deep.equal({ name: "${constructor}" });
  });

  it("is looked up in the row that it stands in, else not at all", () => {
    const rows = compile<object>({ rows: [{ $data: "${rows}", own: "${own}", other: "${other}" }] });
    const filled = rows({ other: "the card's", rows: [{ own: 1 }, { own: 2 }] });
    expect(filled).to.deep.equal({
      rows: [
        { own: 1, other: "${other}" },
        { own: 2, other: "${other}" },
      ],
    });
  });
});
