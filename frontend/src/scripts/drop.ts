import htmx from 'htmx.org';

import { around, onClick } from './dom';

const UNITS = ['B', 'kB', 'MB', 'GB'];

function size(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const number = bytes / 1000 ** step;
  return `${number.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${UNITS[step]}`;
}

/** Lists what was chosen and refuses what is too large before it is sent. */
function show(drop: HTMLElement, input: HTMLInputElement): void {
  const max = Number(drop.dataset.max ?? Infinity);
  const lines = [...(input.files ?? [])].map((file) => {
    const line = document.createElement('li');
    const large = file.size > max;
    line.textContent = `${file.name} (${size(file.size)})${large ? `: ${drop.dataset.tooLarge}` : ''}`;
    line.className = large ? 'bad' : '';
    return line;
  });
  drop.querySelector('[data-drop-files]')?.replaceChildren(...lines);
  const refused = lines.some((line) => line.className === 'bad');
  input.setCustomValidity(refused ? (drop.dataset.tooLarge ?? '') : '');
}

document.addEventListener('change', (event) => {
  const drop = around(event, '[data-drop]');
  if (drop && event.target instanceof HTMLInputElement) show(drop, event.target);
});

for (const [type, over] of [
  ['dragenter', true],
  ['dragover', true],
  ['dragleave', false],
  ['drop', false],
] as const) {
  document.addEventListener(type, (event) => around(event, '[data-drop]')?.classList.toggle('over', over));
}

const sending = new WeakMap<Element, XMLHttpRequest>();

onClick('[data-drop-cancel]', (button) => {
  const form = button.closest('form');
  if (form) sending.get(form)?.abort();
});

/** fetch cannot tell how much was sent, so the form goes by XMLHttpRequest. */
function send(form: HTMLFormElement, drop: HTMLElement, submitter: HTMLElement | null): void {
  const box = drop.querySelector<HTMLElement>('[data-drop-progress]');
  const bar = box?.querySelector('progress');
  const status = box?.querySelector<HTMLElement>('[data-drop-status]');
  const buttons = [...form.querySelectorAll<HTMLButtonElement>('button[type=submit]')];
  const say = (words: string | undefined): void => {
    if (status) status.textContent = words ?? '';
  };
  const done = (words: string | undefined): void => {
    buttons.forEach((button) => (button.disabled = false));
    bar?.removeAttribute('value');
    if (bar) bar.value = 0;
    say(words);
    sending.delete(form);
  };
  const request = new XMLHttpRequest();
  const body = new FormData(form, submitter);
  request.open('POST', form.action);
  request.setRequestHeader('Accept', 'text/html');
  request.upload.onprogress = ({ loaded, total }) => {
    if (bar) bar.value = (100 * loaded) / total;
    say(`${drop.dataset.sending}: ${size(loaded)} / ${size(total)}`);
  };
  request.upload.onload = () => say(drop.dataset.checking);
  request.onabort = () => done(drop.dataset.cancelled);
  request.onerror = () => done(drop.dataset.failed);
  request.onload = () => {
    done('');
    follow(request, form);
  };
  if (box) box.hidden = false;
  buttons.forEach((button) => (button.disabled = true));
  sending.set(form, request);
  request.send(body);
}

/** A redirect is followed; a page at the same address (the form with its errors) replaces the content. */
function follow(request: XMLHttpRequest, form: HTMLFormElement): void {
  if (request.responseURL !== form.action) {
    location.assign(request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, 'text/html');
  const [old, fresh] = [document.getElementById('main'), page.getElementById('main')];
  if (!old || !fresh) {
    location.reload();
    return;
  }
  document.title = page.title;
  old.replaceWith(fresh);
  htmx.process(fresh);
  document.dispatchEvent(new Event('htmx:after:swap'));
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-upload]')) return;
  const drop = form.querySelector<HTMLElement>('[data-drop]');
  if (!drop) return;
  event.preventDefault();
  send(form, drop, event.submitter);
});
