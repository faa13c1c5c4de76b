// Makes the lists of the page searchable and sortable. The page is complete without it: numbers, charts and the first
// rows of each list are in the markup. Text reaches the page through textContent only.
(() => {
  "use strict";
  const words = JSON.parse(document.getElementById("words").textContent);
  const live = document.getElementById("live");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  // Above so many different texts, comparing by language takes seconds; code points will do.
  const MANY = 20000;

  const say = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => name in values ? values[name] : all);

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  const grouped = (value) => {
    const [whole, rest] = String(value).split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest === undefined ? "" : "." + rest);
  };

  // A column as it is in the data: `v` holds a value a row; `d` the different texts and `i` the number of one a row.
  const reader = (data) => {
    if (!data) return () => null;
    if (data.i) return (row) => data.d[data.i[row]];
    return (row) => data.v[row];
  };

  class Column {
    constructor(data) {
      Object.assign(this, data);
      this.at = reader(data);
      if (this.kind === "place") {
        this.fileAt = reader(data.file);
        this.sheetAt = reader(data.sheet);
        this.cellAt = reader(data.cell);
        this.at = (row) => this.fileAt(row);
      }
    }

    get isNumber() { return this.kind === "number" || this.kind === "money" || this.kind === "percent"; }

    // What a person reads in the cell.
    text(row) {
      if (this.kind === "place") return [this.fileAt(row), this.place(row)].filter(Boolean).join(" ");
      return this.shown(this.at(row));
    }

    shown(value) {
      if (value === null || value === undefined) return "";
      if (this.labels && value in this.labels) return this.labels[value][0];
      if (this.kind === "percent") return (value * 100).toFixed(1) + " %";
      return this.isNumber ? grouped(value) : String(value);
    }

    place(row) {
      return [this.sheetAt(row), this.cellAt(row)].filter(Boolean).join("!");
    }

    // How to go to the cell in a spreadsheet program: F5, then this.
    reference(row) {
      const [file, sheet, cell] = [this.fileAt(row), this.sheetAt(row), this.cellAt(row)];
      if (!sheet || !cell) return null;
      const name = ("[" + file.split("/").pop() + "]" + sheet).replace(/'/g, "''");
      return "'" + name + "'!" + cell.split(",")[0];
    }

    // The lower-case text of each row's cell; of texts that occur often each is made once.
    searchable() {
      const lower = (data, shown) => {
        const at = reader(data);
        if (!data.i) return (row) => shown(at(row)).toLowerCase();
        const texts = data.d.map((value) => shown(value).toLowerCase());
        return (row) => texts[data.i[row]];
      };
      if (this.kind !== "place") return lower(this, (value) => this.shown(value));
      const parts = [this.file, this.sheet, this.cell].map((data) => lower(data, (value) => value || ""));
      return (row) => parts.map((part) => part(row)).join("!");
    }

    href(row) {
      const value = this.at(row);
      return this.links && value !== null && Object.prototype.hasOwnProperty.call(this.links, value) ? this.links[value] : null;
    }

    // A number a row by which rows are sorted; NaN for nothing.
    sortKeys(count) {
      const keys = new Float64Array(count);
      if (this.isNumber) {
        for (let row = 0; row < count; row++) {
          const value = this.at(row);
          keys[row] = value === null ? NaN : parseFloat(String(value).replace(/,/g, ""));
        }
        return keys;
      }
      const ranks = (read) => {
        const texts = new Set();
        for (let row = 0; row < count; row++) texts.add(read(row));
        const sorted = [...texts].filter((text) => text !== null && text !== undefined && text !== "");
        if (this.labels) {
          const order = Object.keys(this.labels);
          sorted.sort((a, b) => order.indexOf(a) - order.indexOf(b));
        } else if (sorted.length > MANY) sorted.sort();
        else sorted.sort(collator.compare);
        const rank = new Map(sorted.map((text, index) => [text, index]));
        return (row) => rank.has(read(row)) ? rank.get(read(row)) : NaN;
      };
      if (this.kind === "place") {
        const [file, sheet] = [ranks(this.fileAt), ranks(this.sheetAt)];
        for (let row = 0; row < count; row++) {
          const line = Number((/\d+/.exec(this.cellAt(row) || "") || [0])[0]);
          keys[row] = (file(row) * 4096 + (sheet(row) || 0)) * 2097152 + line;
        }
        return keys;
      }
      const rank = ranks(this.at);
      for (let row = 0; row < count; row++) keys[row] = rank(row);
      return keys;
    }
  }

  class List {
    constructor(section, data) {
      this.section = section;
      this.count = data.rows;
      this.total = data.total;
      this.pageSize = data.page;
      this.columns = data.columns.map((column) => new Column(column));
      this.visible = this.columns.filter((column) => !column.detail);
      this.details = this.columns.filter((column) => column.detail);
      this.rows = Array.from({ length: this.count }, (_, row) => row);
      this.page = 0;
      this.filters = new Map();
      this.query = "";
      this.sorted = null;
      this.texts = [];
      this.table = section.querySelector("table.rows");
      this.body = this.table.tBodies[0];
      this.buildTools();
      this.buildHead();
      this.pages = make("div", { class: "pages" });
      section.querySelector(".table-box").after(this.pages);
      this.printNote = section.querySelector(".more-rows") || make("p", { class: "more-rows" });
      this.printNote.classList.add("print-only");
      this.pages.after(this.printNote);
      this.update(false);
    }

    buildTools() {
      const tools = this.section.querySelector(".tools");
      this.search = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
      let timer = 0;
      this.search.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => { this.query = this.search.value; this.update(); }, 150);
      });
      tools.append(make("label", {}, words.search, this.search));
      this.selects = new Map();
      for (const column of this.columns.filter((column) => column.filter)) {
        const counts = new Map();
        for (let row = 0; row < this.count; row++) {
          const value = column.at(row);
          if (value !== null && value !== "") counts.set(value, (counts.get(value) || 0) + 1);
        }
        if (counts.size < 2 || counts.size > 500) continue;
        const select = make("select", {}, make("option", { value: "" }, words.all));
        const values = [...counts.keys()];
        const order = column.labels ? Object.keys(column.labels) : null;
        values.sort(order ? (a, b) => order.indexOf(a) - order.indexOf(b) : (a, b) => collator.compare(a, b));
        for (const value of values) {
          select.append(make("option", { value: "=" + value }, column.shown(value) + " (" + grouped(counts.get(value)) + ")"));
        }
        select.addEventListener("change", () => this.filter(column.key, select.value.slice(1)));
        this.selects.set(column.key, select);
        tools.append(make("label", {}, column.title, select));
      }
      this.reset = make("button", { type: "button", class: "button" }, words.clear);
      this.reset.addEventListener("click", () => { this.clear(); this.update(); this.search.focus(); });
      this.status = make("span", { class: "status" });
      tools.append(this.reset, this.status);
      tools.hidden = false;
    }

    buildHead() {
      const row = this.table.tHead.rows[0];
      row.replaceChildren(...this.visible.map((column) => {
        const button = make("button", { type: "button", class: "sort" }, column.title);
        const head = make("th", { role: "columnheader", scope: "col", class: column.kind, "aria-sort": "none" }, button);
        button.addEventListener("click", () => this.sortBy(column));
        column.head = head;
        return head;
      }));
      if (this.details.length) {
        row.append(make("th", { role: "columnheader", scope: "col", class: "open" }, make("span", { class: "vh" }, words.details)));
      }
    }

    clear() {
      this.query = this.search.value = "";
      this.filters.clear();
      for (const select of this.selects.values()) select.value = "";
    }

    filter(key, value) {
      if (value === "") this.filters.delete(key);
      else this.filters.set(key, value);
      const select = this.selects.get(key);
      if (select) select.value = value === "" ? "" : "=" + value;
      this.update();
    }

    sortBy(column) {
      const descending = this.sorted && this.sorted.column === column ? !this.sorted.descending : column.isNumber;
      this.sorted = { column, descending };
      for (const other of this.visible) {
        other.head.setAttribute("aria-sort", other !== column ? "none" : descending ? "descending" : "ascending");
      }
      this.update();
    }

    // The lower-case text of each row, for searching; made while nobody waits for it.
    prepare() {
      if (this.texts.length < this.count) {
        this.addTexts(5000);
        setTimeout(() => this.prepare(), 0);
      }
    }

    addTexts(most) {
      const parts = this.parts || (this.parts = this.columns.map((column) => column.searchable()));
      const end = Math.min(this.count, this.texts.length + most);
      for (let row = this.texts.length; row < end; row++) {
        let text = "";
        for (const part of parts) text += part(row) + "\n";
        this.texts.push(text);
      }
    }

    update(isAnnounced = true) {
      const parts = this.query.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = this.columns.filter((column) => this.filters.has(column.key))
        .map((column) => [column, this.filters.get(column.key)]);
      if (parts.length) this.addTexts(this.count);
      const texts = this.texts;
      const rows = [];
      for (let row = 0; row < this.count; row++) {
        if (wanted.every(([column, value]) => String(column.at(row)) === value)
          && parts.every((part) => texts[row].includes(part))) rows.push(row);
      }
      if (this.sorted) {
        const { column, descending } = this.sorted;
        const keys = column.keys || (column.keys = column.sortKeys(this.count));
        const sign = descending ? -1 : 1;
        // Rows without a value come last either way; equal ones keep their order.
        rows.sort((a, b) => {
          const [x, y] = [keys[a], keys[b]];
          if (x === y) return a - b;
          if (x !== x) return y !== y ? a - b : 1;
          if (y !== y) return -1;
          return sign * (x - y);
        });
      }
      this.rows = rows;
      this.page = 0;
      this.show();
      if (isAnnounced) live.textContent = this.status.textContent;
    }

    show() {
      const pageCount = Math.max(1, Math.ceil(this.rows.length / this.pageSize));
      this.page = Math.min(Math.max(0, this.page), pageCount - 1);
      const first = this.page * this.pageSize;
      const shown = this.rows.slice(first, first + this.pageSize);
      this.body.replaceChildren(...shown.map((row) => this.rowElement(row)));
      const isFiltered = this.rows.length !== this.count;
      const values = { from: grouped(first + 1), to: grouped(first + shown.length), count: grouped(this.rows.length), total: grouped(this.count) };
      this.status.textContent = shown.length === 0 ? words.nothingFound : say(isFiltered ? words.statusFiltered : words.status, values);
      this.reset.hidden = !isFiltered && !this.query;
      this.printNote.textContent = this.rows.length > shown.length ? this.status.textContent + words.restElsewhere : "";
      this.showPages(pageCount);
    }

    showPages(pageCount) {
      this.pages.hidden = pageCount < 2;
      if (pageCount < 2) return;
      const go = (page, label, isOff) => {
        const button = make("button", { type: "button", class: "button", disabled: isOff }, label);
        button.addEventListener("click", () => { this.turn(page); });
        return button;
      };
      const number = make("input", { type: "number", min: 1, max: pageCount, inputmode: "numeric" });
      number.value = this.page + 1;
      number.addEventListener("change", () => this.turn(Number(number.value) - 1));
      this.pages.replaceChildren(
        go(this.page - 1, words.previous, this.page === 0), go(this.page + 1, words.next, this.page === pageCount - 1),
        make("label", {}, words.page + " ", number), say(words.ofPages, { count: grouped(pageCount) }));
    }

    turn(page) {
      const place = [...this.pages.children].indexOf(document.activeElement);
      this.page = Number.isFinite(page) ? page : this.page;
      this.show();
      live.textContent = this.status.textContent;
      const focused = this.pages.children[place];
      if (focused && !focused.disabled) focused.focus({ preventScroll: true });
      if (this.section.getBoundingClientRect().top < 0) this.section.scrollIntoView({ block: "start" });
    }

    rowElement(row) {
      const element = make("tr", { role: "row" }, ...this.visible.map((column) => this.cellElement(column, row)));
      if (this.details.length) {
        const cell = make("td", { role: "cell", class: "open" });
        if (this.details.some((column) => column.text(row))) {
          const button = make("button", { type: "button", class: "button", "aria-expanded": "false" }, words.details);
          button.addEventListener("click", () => this.toggle(element, button, row));
          cell.append(button);
        }
        element.append(cell);
      }
      return element;
    }

    cellElement(column, row) {
      const value = column.at(row);
      const cell = make("td", { role: "cell", class: column.kind, "data-label": column.title });
      const text = column.kind === "place" ? value : column.shown(value);
      const href = column.href(row);
      if (column.kind === "tag-cell" && text) {
        const label = column.labels && column.labels[value];
        cell.append(make("span", { class: "tag " + (label ? label[1] : "") }, text));
      } else if (href && text) cell.append(make("a", { href }, text));
      else if (text) cell.append(text);
      if (column.kind === "place" && column.place(row)) {
        cell.append(make("span", { class: "cell-place" }, column.place(row)));
      }
      return cell;
    }

    toggle(element, button, row) {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!isOpen));
      button.textContent = isOpen ? words.details : words.close;
      if (isOpen) return element.nextElementSibling.remove();
      const list = make("dl");
      for (const column of this.details) {
        const text = column.text(row);
        if (text) list.append(make("dt", {}, column.title), make("dd", {}, text));
      }
      for (const column of this.columns.filter((column) => column.kind === "place")) {
        const reference = column.reference(row);
        if (reference) list.append(make("dt", {}, words.goTo), make("dd", {}, reference, this.copyButton(reference)));
      }
      const cell = make("td", { role: "cell", colspan: this.visible.length + 1 }, list);
      element.after(make("tr", { role: "row", class: "detail" }, cell));
    }

    copyButton(text) {
      const button = make("button", { type: "button", class: "button" }, words.copy);
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(text);
        } catch {
          const field = make("textarea", { class: "vh" });
          field.value = text;
          button.after(field);
          field.select();
          document.execCommand("copy");
          field.remove();
          button.focus();
        }
        button.textContent = live.textContent = words.copied;
      });
      return button;
    }
  }

  const lists = new Map();
  const listOf = (id) => {
    if (lists.has(id)) return lists.get(id);
    const data = document.getElementById("data-" + id);
    const section = document.getElementById(id);
    if (!data || !section || !section.querySelector("table.rows")) return null;
    const list = new List(section, JSON.parse(data.textContent));
    lists.set(id, list);
    return list;
  };

  // One list after the other, so that the page answers in between.
  const waiting = [...document.querySelectorAll("section[data-list]")].map((section) => section.id);
  const next = () => {
    const id = waiting.shift();
    if (id === undefined) {
      document.documentElement.dataset.ready = "true";
      return;
    }
    const list = listOf(id);
    if (list) list.prepare();
    setTimeout(next, 0);
  };
  next();

  for (const link of document.querySelectorAll("a[data-column]")) {
    link.addEventListener("click", () => {
      const list = listOf(link.hash.slice(1));
      if (!list) return;
      list.clear();
      list.filter(link.dataset.column, link.dataset.value);
    });
  }

  const button = document.querySelector(".print-button");
  button.hidden = false;
  button.addEventListener("click", () => print());

  const links = new Map([...document.querySelectorAll(".sections a")].map((link) => [link.hash.slice(1), link]));
  if ("IntersectionObserver" in window) {
    const seen = new Set();
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) seen.add(entry.target.id);
        else seen.delete(entry.target.id);
      }
      const current = [...links.keys()].find((id) => seen.has(id));
      for (const [id, link] of links) {
        if (id === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }, { rootMargin: "-60px 0px -60% 0px" });
    for (const id of links.keys()) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
  }
})();
