import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";

const PICTURES = path.resolve(".artefacts/stories");
const OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1";

/** A person in front of the Agents Playground, in a real browser. */
export class Window {
  /** every frame of text that the page was sent, by the conversation it was for */
  readonly received: { conversation: string; text: string }[] = [];
  readonly errors: string[] = [];
  #shots = 0;

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open(url: string): Promise<Window> {
    mkdirSync(PICTURES, { recursive: true });
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", OFFLINE],
    });
    const page = await browser.newPage({
      viewport: { width: 1280, height: 1600 },
      locale: "en-US",
      timezoneId: "UTC",
    });
    const window = new Window(browser, page);
    page.on("pageerror", (error) => window.errors.push(error.message));
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => window.#keep(String(payload))),
    );
    await page.goto(url);
    await page.getByRole("treeitem", { name: "Personal Chat", exact: true }).waitFor();
    return window;
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** Opens a conversation of the list at the left. */
  async go(name: string): Promise<void> {
    await this.page.getByRole("treeitem", { name, exact: true }).click();
  }

  /** Types into the 1:1 chat and gives the message that comes back. */
  async say(text: string): Promise<Locator> {
    const cards = this.page.locator(".fai-OutputCard");
    const before = await cards.count();
    const box = this.page.locator("[role=textbox][contenteditable=true]").last();
    await box.fill(text);
    await box.press("Enter");
    const answer = cards.nth(before);
    await answer.waitFor();
    return answer;
  }

  /** A picture of a card, kept for people to look at. */
  async picture(card: Locator, name: string): Promise<void> {
    this.#shots += 1;
    const file = `${String(this.#shots).padStart(2, "0")}-${name}.png`;
    await card.scrollIntoViewIfNeeded();
    await card.screenshot({ path: path.join(PICTURES, file), animations: "disabled" });
  }

  #keep(payload: string): void {
    let conversation = "";
    try {
      const frame = JSON.parse(payload);
      conversation = frame.actionConversationId ?? frame.log?.conversationId ?? "";
    } catch {
      // not JSON: kept all the same
    }
    this.received.push({ conversation, text: payload });
  }
}
