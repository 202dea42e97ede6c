/** Characters XML cannot hold are written as _x001F_; a literal underscore before such text as _x005F_. */
const ESCAPE = /_x([0-9A-Fa-f]{4})_/gu;

/** Gathers the plain text of a shared or inline string, leaving out fonts and phonetic hints. */
export class TextRuns {
  #text = '';
  #run: string | undefined;
  #phonetic = 0;

  open(name: string): void {
    if (name === 'rPh') this.#phonetic += 1;
    if (name === 't' && this.#phonetic === 0) this.#run = '';
  }

  text(text: string): void {
    if (this.#run !== undefined) this.#run += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.#phonetic -= 1;
    if (name === 't' && this.#run !== undefined) {
      this.#text += unescape(this.#run);
      this.#run = undefined;
    }
  }

  /** The text so far; the next string starts afresh. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

/** Resolves the spreadsheet format's own escapes. */
export function unescape(text: string): string {
  return text.includes('_x')
    ? text.replace(ESCAPE, (_match, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
