import { problemOf, unreachable } from './problem-error.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

type Call = {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | FormData;
};

/** Requests to one server. Everything that is not a success is thrown as `ProblemError`. */
export class HttpConnection {
  readonly #baseUrl: string;
  readonly #fetch: Fetch;
  readonly #cookie: string | undefined;

  constructor(baseUrl: string, fetch: Fetch, cookie: string | undefined) {
    this.#baseUrl = baseUrl;
    this.#fetch = fetch;
    this.#cookie = cookie;
  }

  async send(path: string, { method = 'GET', query = {}, headers = {}, body }: Call = {}): Promise<Response> {
    const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
    const search = given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
    const isForm = body instanceof FormData;
    const response = await this.#fetch(`${this.#baseUrl}${path}${search}`, {
      method,
      headers: {
        ...headers,
        ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
      },
      ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
    }).catch(() => undefined);
    if (!response) throw unreachable(this.#baseUrl);
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  /** The body of an answer of our own server, which is of the type that the route gives. */
  async read<T>(response: Response): Promise<T> {
    return (await response.json()) as T; // our own server's answer: the journeys hold the two together
  }

  async json<T>(path: string, call: Call = {}): Promise<T> {
    return this.read<T>(await this.send(path, call));
  }

  async blob(path: string, call: Call = {}): Promise<Blob> {
    return (await this.send(path, call)).blob();
  }
}
