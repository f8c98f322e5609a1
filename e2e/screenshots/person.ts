import { Visitor } from "../visitor.ts";

/** Somebody who is signed in at an organisation and uses its API, as its pages would. */
export class Person {
  private readonly visitor: Visitor;
  readonly slug: string;

  private constructor(visitor: Visitor, slug: string) {
    this.visitor = visitor;
    this.slug = slug;
  }

  /** Throws where the sign-in is refused. */
  static async signedIn(port: number, slug: string, email: string, password: string): Promise<Person> {
    const visitor = new Visitor(port, slug);
    const refused = await visitor.signIn(email, password);
    if (refused) throw new Error(`${email} could not sign in at ${slug}: ${refused}`);
    return new Person(visitor, slug);
  }

  get origin(): string {
    return this.visitor.origin;
  }

  /** The answer's JSON, null where it has none. Throws with the whole answer where it is refused. */
  async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const { status, text } = await this.visitor.send(method, path, body === undefined ? {} : { body });
    if (status >= 400) throw new Error(`${method} ${path} was answered ${status}: ${text}`);
    return JSON.parse(text === "" ? "null" : text);
  }

  /** Uploads a file; its id. */
  async upload(filename: string, bytes: Uint8Array<ArrayBuffer>, projectId?: string): Promise<string> {
    const form = new FormData();
    if (projectId) form.set("project_id", projectId);
    form.set("file", new File([bytes], filename));
    return (await this.call<{ file_id: string }>("POST", "/api/files/upload", form)).file_id;
  }

  /** Asks until the answer is as wanted. Throws after five minutes. */
  async until<Answer>(path: string, wanted: (answer: Answer) => boolean): Promise<Answer> {
    for (const endsAt = Date.now() + 300_000; ; await new Promise((resolve) => setTimeout(resolve, 300))) {
      const answer = await this.call<Answer>("GET", path);
      if (wanted(answer)) return answer;
      if (Date.now() > endsAt)
        throw new Error(`${path} did not become what was waited for within five minutes`);
    }
  }
}
