// Menus are <details>: opened by the browser, closed here by a click elsewhere or Escape.

function close(menu: HTMLDetailsElement): void {
  menu.open = false;
}

document.addEventListener('click', (event) => {
  document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]').forEach((menu) => {
    if (!(event.target instanceof Node && menu.contains(event.target))) close(menu);
  });
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]').forEach((menu) => {
    close(menu);
    menu.querySelector('summary')?.focus();
  });
  if (document.querySelector('[data-drawer]:target')) location.hash = '#main';
});
