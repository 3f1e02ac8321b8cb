import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import {
  type Browser,
  chromium,
  type Locator,
  type Page,
  type Route,
  type WebSocketRoute,
} from "playwright-core";

const PICTURES = path.resolve(".artefacts/stories");
const OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1";
/** A loaded machine answers late; nothing here waits longer than it must. */
const PATIENCE_MS = 60_000;
const MOST_PRESSES = 10;

/** A person in front of the Agents Playground, in a real browser. */
export class Window {
  /** what the bot sent, as the page was told of it, by the conversation it was for */
  readonly received: { conversation: string; text: string }[] = [];
  readonly errors: string[] = [];
  /** the messages that the page has been given since it was loaded */
  readonly #shown = new Set<string>();
  /** what the page is not to hear of yet, in order */
  #held: { id: string; send: () => void }[] | null = null;
  /** messages that answer what was typed; a job's, such as an episode's card, answer nothing */
  readonly #replies = new Set<string>();
  #awaitsReply = false;
  static #shots = 0;

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open(url: string): Promise<Window> {
    if (Window.#shots === 0) rmSync(PICTURES, { recursive: true, force: true });
    mkdirSync(PICTURES, { recursive: true });
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", OFFLINE],
      timeout: PATIENCE_MS,
    });
    const page = await browser.newPage({
      viewport: { width: 1280, height: 1600 },
      locale: "en-US",
      timezoneId: "UTC",
    });
    page.setDefaultTimeout(PATIENCE_MS);
    const window = new Window(browser, page);
    page.on("pageerror", (error) => window.errors.push(error.message));
    await page.routeWebSocket(/\/_ws/, (socket) => window.#listen(socket));
    await page.route(`**${INVOKE}`, pressAgain);
    await page.goto(url);
    await window.#ready();
    return window;
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** An empty page again, as after F5: the chats are the same, what was said is gone from the screen. */
  async reload(): Promise<void> {
    this.#shown.clear();
    await this.page.reload();
    await this.#ready();
  }

  async #ready(): Promise<void> {
    await this.page.getByRole("treeitem", { name: PERSONAL, exact: true }).click();
    await this.page.locator(BOX).last().waitFor();
  }

  /** Opens the 1:1 chat, or a channel of the team. */
  async go(room: "personal" | "operational" | "outside"): Promise<void> {
    const items = this.page.getByRole("treeitem");
    if (room === "personal")
      return items.and(this.page.getByRole("treeitem", { name: PERSONAL, exact: true })).click();
    await items.filter({ hasText: room === "operational" ? /^Operational/ : /^General/ }).click();
    await this.page.getByText("Start a new post").first().waitFor();
  }

  /** The bot's messages in the 1:1 chat, oldest first. */
  get cards(): Locator {
    return this.page.locator(".fai-OutputCard");
  }

  /** Types into the 1:1 chat and gives the message that comes back; what is sent by a job waits for it. */
  async say(text: string): Promise<Locator> {
    this.#held = [];
    this.#awaitsReply = true;
    const box = this.page.locator(BOX).last();
    await box.fill(text);
    const answer = this.cards.nth(await this.cards.count());
    await box.press("Enter");
    await answer
      .locator(".ac-adaptiveCard")
      .waitFor()
      .finally(() => this.#release());
    return answer;
  }

  /** Starts a thread in the channel that is open, with the bot's mention before the words; gives the thread. */
  async post(text: string): Promise<Locator> {
    const { page } = this;
    await page.locator(BOX).first().focus();
    await page.keyboard.type("@");
    await page.locator("#typeahead-menu").getByRole("menuitem", { name: "Homeward" }).click();
    await page.keyboard.type(` ${text}`);
    await page.getByRole("button", { name: "Post", exact: true }).click();
    const thread = page.locator("div[role=group]:has([role=textbox])").filter({ hasText: text }).first();
    await thread.locator(".ac-adaptiveCard").first().waitFor();
    return thread;
  }

  /** Chooses from the form's list of times, such as "11:30 PM". */
  async pickTime(card: Locator, time: string): Promise<void> {
    await card.getByRole("combobox", { name: /^Time/ }).click();
    await this.page.getByRole("option", { name: time, exact: true }).click();
  }

  /** Chooses from a form's list of choices. */
  async choose(card: Locator, label: string, choice: string): Promise<void> {
    const list = card.getByRole("combobox", { name: label });
    if ((await list.evaluate((element) => element.tagName)) === "SELECT") {
      await list.selectOption({ label: choice });
      return;
    }
    await list.click();
    await this.page.getByRole("option", { name: choice, exact: true }).click();
  }

  /** Chooses the 15th of the month that is so many months before the form's date. */
  async pickDate(card: Locator, months: number): Promise<void> {
    await card.getByRole("combobox", { name: /^Date/ }).click();
    const calendar = this.page.getByRole("dialog", { name: "Calendar" });
    for (let n = 0; n < months; n++) await calendar.locator('button[title^="Previous month"]').click();
    await calendar.getByRole("button", { name: /^15, / }).click();
    await calendar.waitFor({ state: "hidden" });
  }

  /** What the page sends when a button is pressed next, and what it is answered. */
  async nextPress(): Promise<Press> {
    const request = await this.page.waitForRequest((sent) => sent.url().endsWith(INVOKE));
    const response = await request.response();
    return { url: request.url(), body: request.postDataJSON(), answer: (await response?.text()) ?? "" };
  }

  /** A press that is sent once more; gives the card that answers it, as text. */
  async again({ url, body }: Press): Promise<string> {
    return (await this.page.request.post(url, { data: body })).text();
  }

  /** While `run` goes on, a button that is pressed sends what an older press said, by who sits here. */
  async instead({ body }: Press, run: () => Promise<unknown>): Promise<void> {
    const older = (route: Route) =>
      route.fallback({
        postData: JSON.stringify({ ...route.request().postDataJSON(), value: body.value }),
      });
    await this.page.route(`**${INVOKE}`, older);
    await run();
    await this.page.unroute(`**${INVOKE}`, older);
  }

  /** While `run` goes on the page hears of nothing that is sent to it, as on a slow line. */
  async late(run: () => Promise<unknown>): Promise<void> {
    this.#held = [];
    await run();
    this.#release();
  }

  #release(first?: string): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.#awaitsReply = false;
    for (const { send } of held.filter(({ id }) => id === first)) send();
    for (const { send } of held.filter(({ id }) => id !== first)) send();
  }

  /** A picture of a card, kept for people to look at. */
  async picture(card: Locator, name: string): Promise<void> {
    Window.#shots += 1;
    const file = `${String(Window.#shots).padStart(2, "0")}-${name}.png`;
    await card.scrollIntoViewIfNeeded();
    await card.screenshot({ path: path.join(PICTURES, file), animations: "disabled" });
  }

  /**
   * What the Playground sends to its page passes through here. An edit of a message from before a reload
   * goes no further: the page, which no longer has it, would open its stream once more, and lose the
   * messages that come meanwhile.
   */
  #listen(socket: WebSocketRoute): void {
    socket.connectToServer().onMessage((payload) => {
      const { action, message, log } = this.#keep(String(payload));
      const send = () => socket.send(payload);
      if (log?.from === BOT && log.request?.body?.replyToId && log.messageId)
        this.#replies.add(log.messageId);
      if (action === "createMessage" && message) this.#shown.add(message.messageId);
      if (action === "updateMessage" && message && !this.#shown.has(message.messageId)) return;
      if (message && this.#held) this.#held.push({ id: message.messageId, send });
      else send();
      const reply = this.#awaitsReply && this.#held?.find(({ id }) => this.#replies.has(id));
      if (reply) this.#release(reply.id);
    });
  }

  /**
   * The page is sent the bot's messages, and a log of what went to and from it; of what went to it the
   * answer counts alone, since the question is the person's own.
   */
  #keep(payload: string): Frame {
    const frame = JSON.parse(payload) as Frame;
    const { log } = frame;
    const asked = log !== undefined && log.from !== BOT;
    this.received.push({
      conversation: frame.actionConversationId ?? log?.conversationId ?? "",
      text: asked ? JSON.stringify(log.response ?? null) : payload,
    });
    return frame;
  }
}

interface Frame {
  action?: string;
  message?: { messageId: string };
  actionConversationId?: string;
  log?: {
    conversationId?: string;
    from?: string;
    messageId?: string;
    request?: { body?: { replyToId?: string } };
    response?: unknown;
  };
}

/** A busy machine saves late: then the bot asks for another press, and whoever sits here does as it says. */
async function pressAgain(route: Route): Promise<void> {
  let response = await route.fetch();
  for (let n = 0; n < MOST_PRESSES && /[Pp]lease press again/.test(await response.text()); n++)
    response = await route.fetch();
  await route.fulfill({ response });
}

/** What the Playground's log calls the bot. */
const BOT = "User Application";
/** What a button sends to the bot, and the card that answers it, as text. */
export interface Press {
  url: string;
  body: Record<string, unknown>;
  answer: string;
}

const INVOKE = "/_conversation/v1/invoke";
const PERSONAL = "Personal Chat";
const BOX = "[role=textbox][contenteditable=true]";
