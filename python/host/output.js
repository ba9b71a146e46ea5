// What a program writes, sent to the page in pieces, and cut when it is too much.

const PIECE_CHARACTERS = 16384;
const PIECE_MILLIS = 50;
// So many pieces go at once, so that little output is never held back by a program that is busy.
const PROMPT_PIECES = 100;

export class Output {
  constructor(tell, { outputCharacters, outputLines }) {
    this.tell = tell;
    this.mostCharacters = outputCharacters;
    this.mostLines = outputLines;
    this.begin();
  }

  // Before a run.
  begin() {
    this.decoders = { out: new TextDecoder(), err: new TextDecoder() };
    this.pieces = "";
    this.stream = "out";
    this.characters = 0;
    this.lines = 0;
    this.isCut = false;
    this.linesCut = 0;
    this.isOpen = true;
    this.sent = 0;
    this.flushedAt = performance.now();
  }

  // Takes bytes of one of the streams; returns how many were taken, which is always all.
  write(stream, bytes) {
    if (!this.isOpen) return bytes.length;
    if (this.characters >= this.mostCharacters || this.lines >= this.mostLines) {
      this.isCut = true;
      this.linesCut += newlinesIn(bytes);
      return bytes.length;
    }
    const text = this.decoders[stream].decode(bytes, { stream: true });
    if (stream !== this.stream) this.flush();
    this.stream = stream;
    const room = this.mostCharacters - this.characters;
    if (text.length > room) this.isCut = true;
    this.pieces += text.slice(0, room);
    this.characters += text.length;
    this.lines += newlinesIn(bytes);
    const isDue = this.sent < PROMPT_PIECES || performance.now() - this.flushedAt > PIECE_MILLIS;
    if (isDue || this.pieces.length > PIECE_CHARACTERS) this.flush();
    return bytes.length;
  }

  flush() {
    if (this.pieces) this.tell({ [this.stream]: this.pieces });
    this.pieces = "";
    this.sent += 1;
    this.flushedAt = performance.now();
  }

  // After a run: what is written from now on is not the program's.
  end() {
    this.flush();
    this.isOpen = false;
  }
}

function newlinesIn(bytes) {
  let count = 0;
  for (const byte of bytes) if (byte === 10) count += 1;
  return count;
}
