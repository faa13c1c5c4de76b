#!/usr/bin/env python3
"""Loads pages (index.html) in headless Chromium and checks that they work by themselves.

    check_page.py PAGE... [--pictures DIR]

For each page: no console message, no exception, no violation of the page's own content policy, no request but the page
itself; lists sort, search, filter, turn pages and open details, also by keyboard; nothing is wider than a phone of 360 px; the
text keeps a contrast of 4.5:1 in light and dark; without script the headline numbers and first rows are there; it prints to
A4. Exit code 0 when all holds, 1 when something does not, 77 when there is no Chromium.

The browser is driven through its DevTools pipe, with nothing but the standard library.
"""
import argparse
import base64
import json
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time


class Browser:
    """Chromium, spoken to over two file descriptors with messages that end in a zero byte."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory(prefix="page-check-", ignore_cleanup_errors=True)
        to_browser, self.output = os.pipe()
        self.input, from_browser = os.pipe()
        # The program reads from 3 and writes to 4; higher numbers first, so that neither is overwritten.
        def arrange():
            high_in, high_out = os.dup(to_browser), os.dup(from_browser)
            os.dup2(high_in, 3)
            os.dup2(high_out, 4)

        arguments = [
            program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--remote-debugging-pipe", f"--user-data-dir={self.folder.name}", "about:blank",
        ]
        self.process = subprocess.Popen(
            arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=False, preexec_fn=arrange,
            start_new_session=True)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.number = 0
        self.events = []

    def close(self):
        try:
            self.call("Browser.close", timeout=5)
            self.process.wait(10)
        except (OSError, TimeoutError, EOFError, subprocess.TimeoutExpired):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.folder.cleanup()

    def read(self, timeout):
        end = time.monotonic() + timeout
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.input], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise TimeoutError
            piece = os.read(self.input, 1 << 20)
            if not piece:
                raise EOFError("the browser ended")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, session=None, timeout=120, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.output, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read(timeout)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)


class Page:
    """One page in a tab of its own, with everything that it said and asked for."""

    def __init__(self, browser, path, script=True, width=1280, height=900, dark=False, media=None):
        self.browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.target = target
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.call("Emulation.setEmulatedMedia", media=media or "", features=features)
        if not script:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        self.call("Page.navigate", url=path.resolve().as_uri())
        self.wait("document.readyState === 'complete'" + (" && document.documentElement.dataset.ready === 'true'" if script else ""))

    def call(self, method, **parameters):
        return self.browser.call(method, session=self.session, **parameters)

    def value(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def wait(self, expression, timeout=90):
        end = time.monotonic() + timeout
        while not self.value(expression):
            if time.monotonic() > end:
                raise TimeoutError(expression)
            time.sleep(0.05)

    def key(self, key, code, number):
        for kind in ["keyDown", "keyUp"]:
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=code, windowsVirtualKeyCode=number, **text)

    def picture(self, file, whole=True):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 12000), "scale": 1}
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole, **({"clip": clip} if whole else {}))
        file.write_bytes(base64.b64decode(data["data"]))

    def print(self):
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"])

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)

    def complaints(self):
        """What it said on the console, and every address it asked for but its own."""
        found = []
        for event in self.browser.events:
            if event.get("sessionId") != self.session:
                continue
            method, values = event["method"], event["params"]
            if method == "Runtime.consoleAPICalled":
                found.append("console: " + json.dumps(values["args"]))
            elif method == "Runtime.exceptionThrown":
                found.append("exception: " + json.dumps(values["exceptionDetails"]))
            elif method == "Log.entryAdded":
                found.append("log: " + values["entry"]["text"])
            elif method == "Network.requestWillBeSent":
                address = values["request"]["url"]
                if values.get("type") != "Document" and not address.startswith("data:"):
                    found.append("request: " + address)
        return found


# Contrast of every text with what lies under it (WCAG 2.2, 1.4.3): 4.5:1, or 3:1 for large text.
CONTRAST = r"""
(() => {
  const channel = (c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const parse = (text) => {
    const numbers = (text.match(/[\d.]+/g) || []).map(Number);
    if (text.startsWith("color(")) return [numbers[0] * 255, numbers[1] * 255, numbers[2] * 255, numbers[3] ?? 1];
    return [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1];
  };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const over = (top, under) => [0, 1, 2].map((k) => top[k] * top[3] + under[k] * (1 - top[3])).concat(1);
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const color = parse(getComputedStyle(e).backgroundColor);
      if (color[3] > 0) layers.push(color);
      if (color[3] === 1) break;
    }
    return layers.reduceRight((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const bad = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility() || element.closest("script, .vh, :disabled, option")) continue;
    const style = getComputedStyle(element);
    const under = ground(element);
    const paint = element.closest("svg") ? style.fill : style.color;
    const [a, b] = [light(over(parse(paint), under)), light(under)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (isLarge ? 3 : 4.5)) bad.set(element.tagName + "." + element.className, ratio.toFixed(2));
  }
  return [...bad].map(([name, ratio]) => name + " " + ratio);
})()
"""

# What assistive programs need: names, headers, order of headings, no id twice.
STRUCTURE = r"""
(() => {
  const bad = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  if (!document.documentElement.lang) bad.push("no language");
  for (const landmark of ["header", "nav", "main", "footer"]) if (all("body > " + landmark).length !== 1) bad.push("landmark " + landmark);
  const ids = all("[id]").map((e) => e.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) bad.push("id twice: " + id);
  for (const e of all("[aria-labelledby]")) if (!document.getElementById(e.getAttribute("aria-labelledby"))) bad.push("label missing: " + e.id);
  for (const e of all("a[href^='#']")) if (!document.getElementById(decodeURIComponent(e.hash.slice(1)))) bad.push("leads nowhere: " + e.hash);
  for (const e of all("button, a[href]")) if (e.checkVisibility() && !e.textContent.trim()) bad.push("no name: " + e.outerHTML.slice(0, 80));
  for (const e of all("input, select")) if (!e.labels || !e.labels.length) bad.push("no label: " + e.outerHTML.slice(0, 80));
  for (const table of all("table")) {
    if (!table.querySelectorAll("th[scope]").length) bad.push("table without headers");
    const width = table.tHead && table.tHead.rows[0].cells.length;
    for (const row of table.tBodies[0].rows) {
      const cells = [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0);
      if (width && cells !== width) bad.push("row of " + cells + " cells under " + width + " headers");
    }
  }
  let level = 0;
  for (const e of all("h1, h2, h3, h4")) {
    const now = Number(e.tagName[1]);
    if (now > level + 1) bad.push("heading skips a level: " + e.textContent);
    level = now;
  }
  for (const e of all("svg")) if (e.getAttribute("aria-hidden") !== "true" && e.getAttribute("role") !== "img" && !e.closest("[aria-hidden=true]")) bad.push("picture without a role");
  for (const e of all("svg[role=img]")) if (!e.getAttribute("aria-label")) bad.push("picture without a name");
  for (const e of all("script[src], link[href]:not([href^='data:']), img, iframe, object, [style]:not(.table-box *)")) bad.push("not self-contained: " + e.outerHTML.slice(0, 80));
  for (const e of all("*")) for (const a of e.attributes) if (/^on/i.test(a.name)) bad.push("handler in the markup: " + a.name);
  return bad;
})()
"""

# Sorting, searching, filtering, pages, details of the first list with enough rows; true or what went wrong.
LISTS = r"""
(async () => {
  const bad = [];
  const sleep = (time) => new Promise((done) => setTimeout(done, time));
  for (const section of document.querySelectorAll("section[data-list]")) {
    const table = section.querySelector("table.rows");
    if (!table) continue;
    const data = JSON.parse(document.getElementById("data-" + section.id).textContent);
    const cells = (index) => [...table.tBodies[0].rows].map((row) => row.cells[index].textContent);
    const expectRows = Math.min(data.rows, data.page);
    if (table.tBodies[0].rows.length !== expectRows) bad.push(section.id + ": shows " + table.tBodies[0].rows.length + " of " + expectRows + " rows");
    const heads = [...table.tHead.rows[0].cells].filter((head) => head.querySelector(".sort"));
    for (const [index, head] of heads.entries()) {
      head.querySelector(".sort").click();
      const first = head.getAttribute("aria-sort");
      const isNumber = /number|money|percent/.test(head.className);
      if (first !== (isNumber ? "descending" : "ascending")) bad.push(section.id + ": aria-sort is " + first);
      if (isNumber) {
        const numbers = cells(index).filter(Boolean).map((text) => parseFloat(text.replace(/[, %]/g, "")));
        if (numbers.some((value, at) => at > 0 && value > numbers[at - 1])) bad.push(section.id + ": not sorted by " + head.textContent);
      }
      head.querySelector(".sort").click();
      if (head.getAttribute("aria-sort") === first) bad.push(section.id + ": does not turn round");
    }
    const input = section.querySelector("input[type=search]");
    const words = cells(0)[0];
    const search = async (text) => { input.value = text; input.dispatchEvent(new Event("input")); await sleep(400); };
    if (words) {
      await search(words);
      if (!table.tBodies[0].rows.length) bad.push(section.id + ": does not find its own first row: " + words);
    }
    await search("\u{10FFFF} nothing has this");
    if (table.tBodies[0].rows.length) bad.push(section.id + ": finds what is not there");
    await search("");
    if (table.tBodies[0].rows.length !== expectRows) bad.push(section.id + ": rows do not come back");
    for (const select of section.querySelectorAll(".tools select")) {
      select.selectedIndex = 1;
      select.dispatchEvent(new Event("change"));
      const wanted = Number(/\(([\d,]+)\)$/.exec(select.selectedOptions[0].textContent)[1].replace(/,/g, ""));
      if (table.tBodies[0].rows.length !== Math.min(wanted, data.page)) bad.push(section.id + ": filter shows another number of rows");
      select.selectedIndex = 0;
      select.dispatchEvent(new Event("change"));
    }
    const turn = section.querySelectorAll(".pages button")[1];
    if (data.rows > data.page) {
      const before = cells(0).join("\n") + cells(table.rows[0].cells.length - 2).join("\n") + section.querySelector(".status").textContent;
      turn.click();
      const after = cells(0).join("\n") + cells(table.rows[0].cells.length - 2).join("\n") + section.querySelector(".status").textContent;
      if (before === after) bad.push(section.id + ": the page does not turn");
    }
    const open = table.querySelector("td.open button");
    if (open) {
      open.click();
      if (open.getAttribute("aria-expanded") !== "true" || !table.querySelector("tr.detail dd")) bad.push(section.id + ": details do not open");
      open.click();
      if (table.querySelector("tr.detail")) bad.push(section.id + ": details do not close");
    }
  }
  return bad;
})()
"""


def check(browser, path, pictures):
    problems = []

    def expect(holds, text):
        if not holds:
            problems.append(text)

    def note(kind, found):
        problems.extend(f"{kind}: {text}" for text in found)

    page = Page(browser, path)
    note("structure", page.value(STRUCTURE))
    note("contrast", page.value(CONTRAST))
    expect(page.value("document.querySelectorAll('.tile').length") >= 4, "fewer than four headline numbers")
    expect(page.value("document.title.length") > 0, "no title")
    if pictures:
        page.picture(pictures / f"{path.stem}-desktop.png")
        page.picture(pictures / f"{path.stem}-first-screen.png", whole=False)
    note("lists", page.value(LISTS))
    note("structure after use", page.value(STRUCTURE))
    if page.value("document.querySelector('.sort') !== null"):
        page.value("document.querySelector('.sort').focus()")
        before = page.value("document.querySelector('th').getAttribute('aria-sort'), document.querySelector('.rows th').getAttribute('aria-sort')")
        page.key("Enter", "Enter", 13)
        expect(page.value("document.querySelector('.rows th').getAttribute('aria-sort')") != before, "Enter does not sort")
        page.key("Tab", "Tab", 9)
        ring = page.value("getComputedStyle(document.activeElement).outlineStyle + parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        expect(ring and ring.startswith("solid"), f"the focus does not show: {ring}")
    for link in range(page.value("document.querySelectorAll('a[data-column]').length")):
        found = page.value(f"""(() => {{
            const link = document.querySelectorAll('a[data-column]')[{link}];
            link.click();
            const list = document.getElementById(link.hash.slice(1));
            return list.querySelectorAll('tbody tr').length; }})()""")
        expect(found > 0, "a decision leads to an empty list")
    note("page", page.complaints())
    page.close()

    dark = Page(browser, path, dark=True)
    note("contrast in the dark", dark.value(CONTRAST))
    if pictures:
        dark.picture(pictures / f"{path.stem}-dark.png")
    dark.close()

    for width in [360, 768]:
        phone = Page(browser, path, width=width, height=740)
        wide = phone.value("document.documentElement.scrollWidth")
        expect(wide <= width, f"{wide} px wide on a screen of {width} px")
        if width == 360:
            note("contrast on a phone", phone.value(CONTRAST))
            if pictures:
                phone.picture(pictures / f"{path.stem}-phone.png")
        phone.close()

    plain = Page(browser, path, script=False)
    expect(plain.value("document.querySelectorAll('.tile').length") >= 4, "without script: no headline numbers")
    expect(plain.value("document.querySelectorAll('table.rows').length === 0 || document.querySelectorAll('table.rows tbody tr').length > 0"),
           "without script: no rows")
    note("without script", plain.value(STRUCTURE))
    if pictures:
        plain.picture(pictures / f"{path.stem}-plain.png")
    plain.close()

    paper = Page(browser, path)
    pdf = paper.print()
    boxes = set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf))
    sizes = {tuple(round(float(number)) for number in box.split()) for box in boxes}
    expect(sizes and all(abs(w - 595) <= 1 and abs(h - 842) <= 1 for _, _, w, h in sizes), f"not printed on A4: {sizes}")
    if pictures:
        (pictures / f"{path.stem}.pdf").write_bytes(pdf)
    note("while printing", paper.complaints())
    paper.close()
    return problems


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("pages", nargs="+", type=pathlib.Path)
    arguments.add_argument("--pictures", type=pathlib.Path, help="folder for screenshots and the printed page")
    options = arguments.parse_args()
    program = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    if program is None:
        print("no Chromium here: the pages were not loaded", file=sys.stderr)
        return 77
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    bad = False
    browser = Browser(program)
    try:
        for path in options.pages:
            problems = check(browser, path, options.pictures)
            for problem in problems:
                print(f"{path.name}: {problem}")
            if not problems:
                print(f"{path.name}: good")
            bad = bad or bool(problems)
    finally:
        browser.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
