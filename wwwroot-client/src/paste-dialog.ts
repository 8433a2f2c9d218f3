// What would be typed, and how: shown before anything of several lines is.
import { ask, element } from './dialogs.ts';
import { withNumber, type Labels } from './labels.ts';
import { promptExpression, usualPaste, type AgreedPaste, type Pace, type PasteOptions } from './paste-plan.ts';
import { countLines, oddities, typeable, type LineEnd } from './paste.ts';

const encoder = new TextEncoder();

/** What was chosen last on this page: the next paste into the same machine mostly wants the same. */
let last: PasteOptions = usualPaste;

/** Shows a text and asks how to type it; null when it is not to be typed. `block`: the program asked for pastes in marks. */
export async function askPaste(text: string, labels: Labels, block: boolean): Promise<AgreedPaste | null> {
  const area = element('textarea', 'input console-dialog-text');
  area.value = text;
  area.rows = 10;
  area.spellcheck = false;
  area.setAttribute('aria-label', labels.pasteHint);
  area.placeholder = labels.pasteHint;
  const size = element('span', 'console-dialog-size');
  const describe = () => {
    const bytes = encoder.encode(typeable(area.value)).length;
    const { removed, tabs } = oddities(area.value);
    size.textContent = [
      withNumber(labels.pasteLines, countLines(area.value)),
      withNumber(labels.pasteBytes, bytes),
      ...(removed > 0 ? [withNumber(labels.pasteRemoved, removed)] : []),
      ...(tabs > 0 ? [withNumber(labels.pasteTabs, tabs)] : []),
    ].join(' · ');
  };
  area.addEventListener('input', describe);
  describe();

  const end = choice<LineEnd>(labels.pasteEnd, [['cr', labels.pasteEndCr], ['lf', 'LF'], ['crlf', 'CR LF']], last.end);
  const pace = choice<Pace>(labels.pastePace, paces(labels), last.pace);
  const delay = field(labels.pasteDelay, 'number', String(last.delay));
  delay.input.min = '0';
  delay.input.max = '60000';
  const prompt = field(labels.pastePrompt, 'text', last.prompt);
  const wrong = element('p', 'console-dialog-wrong');
  wrong.setAttribute('role', 'alert');
  wrong.textContent = labels.pastePromptBad;
  const check = tick(labels.pasteCheck, last.check);
  const asBlock = tick(labels.pasteBlock, block);
  const arrange = () => {
    const one = block && asBlock.input.checked;
    asBlock.label.hidden = !block;
    pace.label.hidden = end.label.hidden = one;
    delay.label.hidden = one || pace.select.value !== 'delay';
    prompt.label.hidden = one || pace.select.value !== 'prompt';
    wrong.hidden = true;
  };
  pace.select.addEventListener('change', arrange);
  asBlock.input.addEventListener('change', arrange);
  arrange();
  const chosen = (): PasteOptions => ({
    end: end.select.value as LineEnd,
    pace: pace.select.value as Pace,
    delay: Math.max(0, delay.input.valueAsNumber || 0),
    prompt: prompt.input.value,
    check: check.input.checked,
    bracketed: false,
  });
  const ready = () => {
    const fits = prompt.label.hidden === true || promptExpression(prompt.input.value) !== null;
    wrong.hidden = fits;
    if (!fits) prompt.input.focus();
    return fits;
  };

  const options = element('div', 'console-dialog-options');
  options.append(pace.label, delay.label, prompt.label, end.label);
  const agreed = await ask(labels.pasteTitle, [area, size, options, wrong, check.label, asBlock.label], labels.pasteSend, labels.pasteCancel, text.length === 0 ? area : null, ready);
  if (!agreed || area.value.length === 0) return null;
  last = chosen();
  return { text: area.value, options: { ...last, end: block && asBlock.input.checked ? 'cr' : last.end, bracketed: block && asBlock.input.checked } };
}

export function paces(labels: Labels): [Pace, string][] {
  return [['echo', labels.paceEcho], ['slow', labels.paceSlow], ['delay', labels.paceDelay], ['prompt', labels.pacePrompt]];
}

export function choice<T extends string>(title: string, values: readonly [T, string][], chosen: T) {
  const label = element('label', 'console-dialog-field');
  const select = element('select', 'input');
  for (const [value, words] of values) {
    const option = element('option', '');
    option.value = value;
    option.textContent = words;
    select.append(option);
  }
  select.value = chosen;
  label.append(words(title), select);
  return { label, select };
}

function field(title: string, type: string, value: string) {
  const label = element('label', 'console-dialog-field');
  const input = element('input', 'input');
  input.type = type;
  input.value = value;
  input.autocomplete = 'off';
  input.spellcheck = false;
  label.append(words(title), input);
  return { label, input };
}

function tick(title: string, checked: boolean) {
  const label = element('label', 'check');
  const input = element('input', '');
  input.type = 'checkbox';
  input.checked = checked;
  label.append(input, words(title));
  return { label, input };
}

function words(text: string): HTMLElement {
  const span = element('span', '');
  span.textContent = text;
  return span;
}
