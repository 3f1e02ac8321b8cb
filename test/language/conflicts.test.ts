import { expect } from "chai";
import { explain } from "../../bot/language/explain.ts";
import { parseReading, parseRequest } from "../../bot/language/reading.ts";
import { frame, parse } from "./support.ts";

describe("A question about conflicts with the files", () => {
  for (const text of [
    "import conflicts",
    "Import conflicts?",
    "data conflicts",
    "conflicts",
    "conflicts with the files",
    "any conflicts with the council's files?",
    "are there any import conflicts left to settle",
    "Hi, could you show me the open conflicts please",
    "what conflicts did the last import find",
    "how many import clashes are there",
    "settle the import conflicts",
  ]) {
    it(`is read as one: ${text}`, () => {
      expect(frame(text)).to.deep.include({ kind: "question", metric: "import_conflicts", filters: {} });
      // no word of it is taken for a name
      expect(parse(text)).to.deep.include({ namesChild: false, unused: [] });
    });
  }

  for (const text of [
    "conflicts of interest",
    "meeting conflicts",
    "import conflicts for Priya Kaur",
    "episodes in conflict this month",
    "import the files",
    "who is missing now",
  ]) {
    it(`is not read into: ${text}`, () => {
      expect(frame(text).metric).to.not.equal("import_conflicts");
    });
  }

  it("is read back from its own English, and from where it was kept, but is no button's reading", () => {
    const { request } = parse("conflicts");
    const english = explain(request, () => "");
    expect(parse(english).request).to.deep.equal(request);
    expect(parseRequest(JSON.parse(JSON.stringify(request)))).to.deep.equal(request);
    expect(parseReading(request)).to.equal(null);
  });

  it("is not gone on from", () => {
    expect(parse("by month", undefined, "import conflicts").request.kind).to.equal("clarify");
  });
});
