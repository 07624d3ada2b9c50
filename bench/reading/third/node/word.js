// node word.js SHEET.json TO.docx STYLE: writes a Word form with the docx package. STYLE: table, tabs, cards or boxes.
const fs = require("fs");
const d = require("docx");

const sheet = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const style = process.argv[4];
const run = (text, more = {}) => new d.TextRun({ text, ...more });
const lines = (text) => text.split("\n").map((line, index) => run(line, index ? { break: 1 } : {}));

const choice = (item) => item.options.flatMap((words, index) => {
  const on = index === item.chosen;
  if (style === "boxes" || style === "cards") {
    return [new d.CheckBox({ checked: on, checkedState: { value: "2612", font: "MS Gothic" }, uncheckedState: { value: "2610", font: "MS Gothic" } }), run(` ${words}    `)];
  }
  const gap = index ? [run(" / ")] : [];
  if (style === "tabs") return [...gap, run(words, on ? { bold: true, underline: {} } : {})];
  return [...gap, run(words, !on && item.chosen !== null ? { strike: true } : {})];
});
const answer = (item) => (item.kind === "choice" ? choice(item) : lines(item.written));
const label = (item) => [run(item.label, { bold: true }), ...(item.hint ? [run(` ${item.hint}`, { italics: true, size: 16 })] : [])];
const cell = (children, more = {}) => new d.TableCell({ children: [new d.Paragraph({ children })], ...more });
const table = (rows, widths) => new d.Table({ rows, columnWidths: widths, width: { size: widths.reduce((a, b) => a + b), type: d.WidthType.DXA } });

const layouts = {
  table: (items) => [table(items.map((item) => new d.TableRow({ children: [cell(label(item), { shading: { fill: "E2EFD9" } }), cell(answer(item))] })), [3600, 5600])],
  tabs: (items) => items.flatMap((item) => item.kind === "long"
    ? [new d.Paragraph({ children: label(item), spacing: { before: 120 } }), new d.Paragraph({ children: answer(item), indent: { left: 400 } })]
    : [new d.Paragraph({ children: [...label(item), run("\t"), ...answer(item)], tabStops: [{ type: d.TabStopType.LEFT, position: 4800 }] })]),
  cards: (items) => items.flatMap((item) => [new d.Paragraph({ children: label(item), spacing: { before: 140 } }),
    table([new d.TableRow({ children: [cell(answer(item))] })], [9200])]),
  boxes: (items) => {
    const rows = [];
    for (let at = 0; at < items.length;) {
      const wide = items[at].kind === "long" || !items[at + 1] || items[at + 1].kind === "long";
      const held = wide ? [items[at]] : [items[at], items[at + 1]];
      rows.push(new d.TableRow({ children: held.map((item) => new d.TableCell({ columnSpan: wide ? 2 : 1,
        children: [new d.Paragraph({ children: label(item) }), new d.Paragraph({ children: answer(item) })] })) }));
      at += held.length;
    }
    return [table(rows, [4600, 4600])];
  },
};

const children = [new d.Paragraph({ text: sheet.owner }), new d.Paragraph({ text: sheet.title, heading: d.HeadingLevel.TITLE }),
  ...sheet.intro.map((text) => new d.Paragraph({ text }))];
for (const block of sheet.blocks) {
  children.push(new d.Paragraph({ text: block.heading, heading: d.HeadingLevel.HEADING_2, spacing: { before: 240 } }));
  if (block.intro) children.push(new d.Paragraph({ children: [run(block.intro, { italics: true })] }));
  children.push(...layouts[style](block.items));
}
children.push(new d.Paragraph({ text: sheet.foot }));
const made = new d.Document({ creator: "School office", title: sheet.title, sections: [{ children }] });
d.Packer.toBuffer(made).then((data) => fs.writeFileSync(process.argv[3], data));
