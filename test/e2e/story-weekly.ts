import { type Here, shows } from "./seen.ts";

/** The weekly summary is asked for and ended in words. */
export function weekly(here: Here): void {
  describe("the weekly summary", () => {
    it("comes when it is asked for, is not asked for twice, and stops when told to", async () => {
      const { window } = here();
      const asked = await window.say("send me the weekly summary every Monday");
      await shows(asked, "every Monday at 08:00", "stop the weekly summary");
      await window.picture(asked, "subscribed");
      await shows(await window.say("send me the weekly summary every Monday"), "Nothing has changed");
      await shows(
        await window.say("send me the weekly summary every Friday at 16:30"),
        "every Friday at 16:30",
      );
      await shows(await window.say("stop the weekly summary"), "no longer comes here");
      await shows(await window.say("stop the weekly summary"), "There is no weekly summary here to end");
    });
  });
}
