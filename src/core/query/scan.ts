/**
 * The lexer: the words of a query and the operators on them, without their meaning. Full-width forms
 * count as the plain ones: they are what a Japanese or Chinese keyboard writes.
 */

/** `+word`, `-"words"`, `(several words)^2`, `key:value`, or a plain word. */
export interface Token {
  /** Characters of the text, [from, to). */
  from: number;
  to: number;
  sign: '+' | '-' | '';
  /** Before a colon, as it was typed; empty if there is none. */
  key: string;
  /** Without sign, key, quotes, brackets and weight. */
  value: string;
  form: 'word' | 'quoted' | 'group';
  /** After "^"; null if there is none. */
  weight: number | null;
}

const SPACE = /\s*/y;
const SIGN = /[+＋\-－\u2212]/y;
/** A kana's voicing may be a mark of its own. */
const KEY = /(\p{L}[\p{L}\p{M}]{0,11})[:：]/uy;
/**
 * A quotation ends with any mark of its family, because keyboards differ in how they curl quotes.
 * Two marks with only space between them are not a quotation.
 */
const QUOTED = /["＂“”„](?!\s*["＂“”„])([^"＂“”„]+)["＂“”„]|「(?!\s*」)([^」]+)」|『(?!\s*』)([^』]+)』/y;
const WEIGHT = String.raw`[\^＾](0?\.\d{1,3}|[1-9](?:\.\d{1,3})?|10)(?=\s|$)`;
/** A group ends at the first bracket that ends a word, so it may hold other brackets. */
const GROUP = new RegExp(String.raw`[(（]\s*(\S[^]*?)\s*[)）](?:${WEIGHT}|(?=\s|$))`, 'y');
const WEIGHED = new RegExp(String.raw`(\S+?)${WEIGHT}`, 'y');
const WORD = /\S+/y;
/** A word that a sign may apply to. "-5" and "+1" are numbers, and "--" is a dash: these stay words. */
const SHOWABLE = /^(?![+＋\-－\u2212])\S*?[\p{L}\p{Extended_Pictographic}]/u;

/** All tokens of the text; only white space is dropped. Never throws. */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let at = afterSpace(text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = afterSpace(text, token.to);
  }
  return tokens;
}

function tokenAt(text: string, from: number): Token {
  const [mark] = match(SIGN, text, from) ?? [];
  if (mark) {
    const sign = '+＋'.includes(mark) ? '+' : '-';
    const token = operandAt(text, from + 1, sign);
    if (token && (token.form !== 'word' || SHOWABLE.test(token.value))) return { ...token, from };
  }
  return operandAt(text, from, '') ?? word(text, from);
}

/** The operand that a sign or key stands before; null at the end of the text or before a space. */
function operandAt(text: string, from: number, sign: Token['sign']): Token | null {
  const key = match(KEY, text, from);
  const start = from + (key?.[0].length ?? 0);
  const base = { from, sign, key: key?.[1] ?? '', weight: null };

  const quoted = match(QUOTED, text, start);
  if (quoted) {
    const value = quoted[1] ?? quoted[2] ?? quoted[3] ?? '';
    return { ...base, to: start + quoted[0].length, value, form: 'quoted' };
  }
  const rest = match(WORD, text, start);
  if (key && rest) return { ...base, to: start + rest[0].length, value: rest[0], form: 'word' };

  const group = match(GROUP, text, from);
  // Without an operator they are just words in brackets.
  if (group && (sign || group[2])) return weighed({ ...base, key: '', form: 'group' }, group);
  const heavy = match(WEIGHED, text, from);
  if (heavy && SHOWABLE.test(heavy[1] ?? '')) return weighed({ ...base, key: '', form: 'word' }, heavy);
  return match(WORD, text, from) ? { ...word(text, from), sign } : null;
}

function weighed(
  base: Pick<Token, 'from' | 'sign' | 'key' | 'form'>,
  [all, value = '', weight]: RegExpExecArray,
): Token {
  return { ...base, to: base.from + all.length, value, weight: weight === undefined ? null : Number(weight) };
}

function word(text: string, from: number): Token {
  const [value = ''] = match(WORD, text, from) ?? [];
  return { from, to: from + value.length, sign: '', key: '', value, form: 'word', weight: null };
}

function afterSpace(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.[0].length ?? 0);
}

/** @param pattern sticky */
function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
