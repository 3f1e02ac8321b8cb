import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Put {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  bytes: Buffer;
}

/** A person's OneDrive on loopback: takes files where an upload address says, or refuses. */
export class FakeDrive {
  readonly puts: Put[] = [];
  status = 201;
  private readonly server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === "PUT") {
      const bytes = Buffer.concat(chunks);
      const text = bytes.toString("utf8");
      this.puts.push({ path: request.url ?? "", headers: request.headers, text, bytes });
    }
    response.writeHead(this.status, { Location: "/elsewhere" });
    response.end();
  });

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What Teams tells of a place that it has made for a file. */
  upload(name: string, uploadUrl = `${this.url}/upload?guid=1`) {
    return {
      contentUrl: `${this.url}/files/${name}`,
      name,
      uploadUrl,
      uniqueId: "4f1a2c3d",
      fileType: "csv",
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
