import { around, onClick } from './dom';

const pad = (part: string): string => part.padStart(2, '0');

/** `5/3/2025`, `05-03-2025` or `05032025` as year, month and day; nothing when it is none of these. */
function read(text: string): [string, string, string] | null {
  const typed = text.trim();
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  if (!parts) return null;
  const [, day = '', month = '', year = ''] = parts;
  return [year, pad(month), pad(day)];
}

onClick('[data-date] > button', (button) => {
  const box = button.closest('[data-date]');
  const text = box?.querySelector<HTMLInputElement>('input:not([type=date])');
  const native = box?.querySelector<HTMLInputElement>('input[type=date]');
  if (!text || !native) return;
  native.value = read(text.value)?.join('-') ?? '';
  native.showPicker();
});

document.addEventListener('change', (event) => {
  const box = around(event, '[data-date]');
  const text = box?.querySelector<HTMLInputElement>('input:not([type=date])');
  if (!text || !(event.target instanceof HTMLInputElement)) return;
  if (event.target === text) {
    const date = read(text.value);
    if (date) text.value = date.toReversed().join('/');
  } else if (event.target.value) {
    text.value = event.target.value.split('-').toReversed().join('/');
    text.dispatchEvent(new Event('change', { bubbles: true }));
    text.focus();
  }
});
