import { expectNoFileToBreakTheReader, expectReadersAgree } from "../../support/readers-agree.ts";

describe("Files as they come", () => {
  it("are read as a second, simple reader reads them, line by line", async () => {
    await expectReadersAgree({ runs: 300 });
  });

  it("are read or refused with a sentence, however they are mangled", async () => {
    await expectNoFileToBreakTheReader({ runs: 200 });
  });
});
