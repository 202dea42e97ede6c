import { problemOf, unreachable } from './problem-error.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

type Call = {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | FormData;
};

function searchOf({ query = {} }: Call): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
}

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

  async send(path: string, call: Call = {}): Promise<Response> {
    const url = `${this.#baseUrl}${path}${searchOf(call)}`;
    const response = await this.#fetch(url, this.#requestOf(call)).catch(() => undefined);
    if (!response) throw unreachable(this.#baseUrl);
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  #requestOf({ method = 'GET', headers = {}, body }: Call): RequestInit {
    const own = { ...headers, ...(this.#cookie === undefined ? {} : { cookie: this.#cookie }) };
    if (body === undefined) return { method, headers: own };
    if (body instanceof FormData) return { method, headers: own, body };
    return { method, headers: { ...own, 'content-type': 'application/json' }, body: JSON.stringify(body) };
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
