import { around } from './dom';

// Ticks of a list, and sorting and filtering of short tables that are wholly on the page.

function tick(table: Element): void {
  const boxes = [...table.querySelectorAll<HTMLInputElement>('tbody .cell-tick input')];
  const ticked = boxes.filter((box) => box.checked).length;
  const all = table.querySelector<HTMLInputElement>('[data-tick-all]');
  if (all) {
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }
  const count = table.closest('.data-table')?.querySelector<HTMLElement>('[data-bulk-count]');
  if (count) count.textContent = ticked > 0 ? `${ticked} ${count.dataset.words}` : '';
}

document.addEventListener('change', (event) => {
  const box = around<HTMLInputElement>(event, '.cell-tick input');
  const table = box?.closest('table');
  if (!box || !table) return;
  if (box.matches('[data-tick-all]')) {
    table.querySelectorAll<HTMLInputElement>('tbody .cell-tick input').forEach((other) => (other.checked = box.checked));
  }
  tick(table);
});

const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();

document.addEventListener('input', (event) => {
  const input = around<HTMLInputElement>(event, '[data-filter-rows]');
  if (!input) return;
  const wanted = fold(input.value.trim());
  document.querySelectorAll<HTMLElement>(`${input.dataset.filterRows} tbody tr`).forEach((row) => {
    row.hidden = !fold(row.textContent ?? '').includes(wanted);
  });
});

document.addEventListener('click', (event) => {
  const head = around(event, 'table[data-sortable] thead th button');
  const cell = head?.closest('th');
  const body = cell?.closest('table')?.tBodies[0];
  if (!cell || !body) return;
  const direction = cell.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
  cell.parentElement?.querySelectorAll('th').forEach((other) => other.removeAttribute('aria-sort'));
  cell.setAttribute('aria-sort', direction);
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const key = (row: HTMLTableRowElement): string => {
    const found = row.cells[cell.cellIndex];
    return found?.dataset.sort ?? found?.textContent?.trim() ?? '';
  };
  const rows = [...body.rows].sort((a, b) => compare(key(a), key(b)));
  body.append(...(direction === 'ascending' ? rows : rows.reverse()));
});
