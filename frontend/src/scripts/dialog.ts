import { around, onClick, word } from './dom';

// Without script a dialog is shown by its address (`#id`); with script it is modal.
onClick<HTMLAnchorElement>('a[data-dialog]', (link, event) => {
  const dialog = document.getElementById(link.hash.slice(1));
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  if (!dialog.open) dialog.showModal();
});

onClick('[data-dialog-close]', (button, event) => {
  const dialog = button.closest('dialog');
  if (!dialog?.open) return;
  event.preventDefault();
  dialog.close();
});

// A click on the veil closes.
document.addEventListener('click', (event) => {
  if (event.target instanceof HTMLDialogElement) event.target.close();
});

function button(text: string, kind: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.className = kind;
  element.textContent = text;
  element.value = text;
  return element;
}

/** Asks a question and calls `yes` when it is answered with yes. */
function ask(question: string, action: string, yes: () => void): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog dialog-ask';
  dialog.setAttribute('aria-labelledby', 'ask-question');
  const form = document.createElement('form');
  form.method = 'dialog';
  const words = document.createElement('p');
  words.id = 'ask-question';
  words.textContent = question;
  const row = document.createElement('div');
  row.className = 'dialog-foot';
  const cancel = button(word('cancel'), 'btn');
  const go = button(action || word('ok'), 'btn btn-primary');
  go.value = 'yes';
  row.append(cancel, go);
  form.append(words, row);
  dialog.append(form);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (dialog.returnValue === 'yes') yes();
  });
  document.body.append(dialog);
  dialog.showModal();
  cancel.focus();
}

const agreed = new WeakSet<HTMLElement>();

document.addEventListener(
  'click',
  (event) => {
    const element = around(event, '[data-confirm]');
    if (!element || agreed.delete(element)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(element.dataset.confirm ?? '', element.textContent?.trim() ?? '', () => {
      agreed.add(element);
      element.click();
    });
  },
  { capture: true },
);
