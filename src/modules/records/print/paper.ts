import PDFDocument from 'pdfkit';
import { runsRightToLeft, visualOrder } from '../domain/visual-order.js';
import type { Run } from '../domain/visual-order.js';
import { FONTS } from './fonts.js';
import type { Font } from './fonts.js';

interface Style {
  readonly font: Font;
  /** Points. */
  readonly size: number;
  readonly colour?: string;
}

interface Box {
  readonly x: number;
  readonly width: number;
}

const MARGIN = 56;
/** What the footer needs at the end of a page. */
const FOOT = 44;
const LEADING = 1.35;
export const BODY: Style = { font: 'regular', size: 9.5 };
export const STRONG: Style = { font: 'bold', size: 9.5 };
const SMALL: Style = { font: 'regular', size: 7.5, colour: '#555555' };

/** Pages of A4 on which text flows from line to line and page to page. Sizes are in points. */
export class Paper {
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private y = MARGIN;

  constructor(title: string) {
    this.document = new PDFDocument({
      ...{ size: 'A4', margin: MARGIN, bufferPages: true, autoFirstPage: true, pdfVersion: '1.7', lang: 'en' },
      ...{ displayTitle: true, info: { Title: title, Producer: 'Unknot', Creator: 'Unknot' } },
    });
    for (const [name, bytes] of Object.entries(FONTS)) this.document.registerFont(name, bytes);
    this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
  }

  /** From margin to margin. */
  get box(): Box {
    return { x: MARGIN, width: this.document.page.width - 2 * MARGIN };
  }

  space(points: number): void {
    this.y += points;
  }

  /** A new page, unless so much is left of this one. */
  keep(points: number): void {
    if (this.y + points > this.document.page.height - MARGIN - FOOT / 2) this.turn();
  }

  text(text: string, style: Style = BODY, box = this.box): void {
    for (const line of this.linesOf(text, style, box.width)) {
      this.keep(style.size * LEADING);
      this.draw(line, style, { ...box, y: this.y });
      this.y += style.size * LEADING;
    }
  }

  /** Cells side by side, each as high as it must be; a row that does not fit goes on on the next page. */
  row(cells: readonly { readonly text: string; readonly style: Style; readonly box: Box }[]): void {
    const columns = cells.map((cell) => ({ ...cell, lines: this.linesOf(cell.text, cell.style, cell.box.width) }));
    const height = Math.max(...columns.map(({ lines }) => lines.length));
    const step = Math.max(...cells.map(({ style }) => style.size)) * LEADING;
    for (let at = 0; at < height; at += 1) {
      this.keep(step);
      for (const { lines, style, box } of columns) {
        const line = lines[at];
        if (line) this.draw(line, style, { ...box, y: this.y });
      }
      this.y += step;
    }
  }

  rule(): void {
    const { x, width } = this.box;
    this.document.lineWidth(0.5).strokeColor('#999999');
    this.document
      .moveTo(x, this.y)
      .lineTo(x + width, this.y)
      .stroke();
    this.y += 3;
  }

  /** Writes the footers, which know how many pages there are, and gives the file. */
  async finish(footer: string): Promise<Buffer> {
    const { start, count } = this.document.bufferedPageRange();
    for (let at = 0; at < count; at += 1) {
      this.document.switchToPage(start + at);
      const { x, width } = this.box;
      const y = this.document.page.height - MARGIN;
      const [line] = this.linesOf(footer, SMALL, width - 90);
      if (line) this.draw(line, SMALL, { x, width: width - 90, y });
      this.drawRun({ text: `Page ${at + 1} of ${count}`, rightToLeft: false }, SMALL, { x: x + width - 80, y });
    }
    const ended = new Promise<void>((resolve) => this.document.on('end', resolve));
    this.document.end();
    await ended;
    return Buffer.concat(this.chunks);
  }

  private turn(): void {
    this.document.addPage();
    this.y = MARGIN;
  }

  /** Breaks between words, and within one that is wider than the box. */
  private linesOf(text: string, style: Style, width: number): Line[] {
    return printable(text)
      .split('\n')
      .flatMap((paragraph) => {
        const rightToLeft = runsRightToLeft(paragraph);
        return this.wrap(paragraph, style, width).map((line) => ({ text: line, rightToLeft }));
      });
  }

  private wrap(paragraph: string, style: Style, width: number): string[] {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const word of paragraph.split(/(?<= )/).flatMap((each) => this.pieces(each, style, width))) {
      const wide = this.widthOf(word, style);
      if (line !== '' && used + this.widthOf(word.trimEnd(), style) > width) {
        lines.push(line.trimEnd());
        [line, used] = ['', 0];
      }
      line += word;
      used += wide;
    }
    return [...lines, line.trimEnd()];
  }

  private pieces(word: string, style: Style, width: number): string[] {
    if (this.widthOf(word, style) <= width) return [word];
    const pieces: string[] = [];
    let piece = '';
    for (const character of word) {
      if (piece !== '' && this.widthOf(piece + character, style) > width) {
        pieces.push(piece);
        piece = '';
      }
      piece += character;
    }
    return [...pieces, piece];
  }

  private draw({ text, rightToLeft }: Line, style: Style, { x, width, y }: Box & { readonly y: number }): void {
    const runs = visualOrder(text, rightToLeft);
    const used = rightToLeft ? runs.reduce((sum, run) => sum + this.widthOf(run.text, style), 0) : 0;
    let at = rightToLeft ? x + Math.max(0, width - used) : x;
    for (const run of runs) {
      this.drawRun(run, style, { x: at, y });
      at += this.widthOf(run.text, style);
    }
  }

  private drawRun(
    { text, rightToLeft }: Run,
    style: Style,
    { x, y }: { readonly x: number; readonly y: number },
  ): void {
    const { font, size, colour = '#000000' } = style;
    // Given features pdfkit sets the whole run at once; word by word it would put the words of Hebrew in the wrong order.
    const features = rightToLeft ? { features: [] } : {};
    this.document
      .font(font)
      .fontSize(size)
      .fillColor(colour)
      .text(text, x, y, { lineBreak: false, ...features });
  }

  private widthOf(text: string, { font, size }: Style): number {
    return this.document.font(font).fontSize(size).widthOfString(text);
  }
}

interface Line {
  readonly text: string;
  readonly rightToLeft: boolean;
}

/** What can be drawn: whole characters, and none that steers a terminal or the direction of writing. */
const printable = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{C}\n]/gu, '');
