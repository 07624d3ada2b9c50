// node docx.mjs DOCUMENT.json TO.docx: writes a document with npm's docx package.
import fs from "node:fs";
import { createRequire } from "node:module";
const d = createRequire(process.cwd() + "/")("docx");

const page = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const looks = page.looks;
const LINE = 9860;
const high = (size) => Math.round(size * 2);
const shade = (fill) => (fill ? { shading: { fill: fill.replace("#", ""), type: d.ShadingType.CLEAR, color: "auto" } } : {});

const run = (part, small, look) => {
  const how = { bold: part.bold, italics: part.italic, strike: part.strike, ...(part.underline ? { underline: {} } : {}) };
  if (part.mark) how.highlight = part.mark === "yellow" ? "yellow" : "green";
  if (part.colour) how.color = part.colour.replace("#", "");
  const scale = part.size * small;
  if (scale !== 1) how.size = high(page.size * scale);
  if (part.ring) how.border = { style: d.BorderStyle.SINGLE, size: 8, color: "1F3A93", space: 0 };
  if (look) Object.assign(how, { bold: true, color: page.accent.replace("#", "") });
  return new d.TextRun({ text: part.text, ...how });
};

const inline = (part, para) => {
  const small = { title: 1.5, heading: 1.15, small: 0.82 }[para.look] || 1;
  if (part.type === "Run") return run(part, small, para.look === "title" || para.look === "heading");
  if (part.type === "Tick") {
    if (part.look === "drawn") return new d.CheckBox({ checked: part.on, checkedState: { value: "2612", font: "MS Gothic" }, uncheckedState: { value: "2610", font: "MS Gothic" } });
    return new d.TextRun(looks[part.look][part.on ? 0 : 1]);
  }
  if (part.type === "Tab") return new d.TextRun({ children: [new d.Tab()] });
  return new d.TextRun(part.value);
};

const paragraph = (para) => {
  const stop = para.parts.find((part) => part.type === "Tab");
  const look = { title: { heading: d.HeadingLevel.TITLE }, heading: { heading: d.HeadingLevel.HEADING_2, spacing: { before: 200, after: 60 } }, bullet: { bullet: { level: 0 } } }[para.look] || { spacing: { after: 40 } };
  return new d.Paragraph({
    children: para.parts.map((part) => inline(part, para)), ...look, alignment: para.align,
    ...(para.indent ? { indent: { left: para.indent * 57 } } : {}),
    ...(stop ? { tabStops: [{ type: d.TabStopType.LEFT, position: Math.round((LINE * stop.at) / 100) }] } : {}),
    ...(para.rule ? { border: { bottom: { style: d.BorderStyle.SINGLE, size: 6, space: 1, color: "555555" } } } : {}),
  });
};

const edge = (on) => ({ style: on ? d.BorderStyle.SINGLE : d.BorderStyle.NONE, size: 4, color: "555555" });
const table = (made, wide) => {
  const whole = made.lines === "grid" || made.lines === "outer", rows = made.lines === "grid" || made.lines === "rows";
  const widths = made.widths.map((width) => Math.round((wide * width) / 100));
  return new d.Table({
    columnWidths: widths, width: { size: wide, type: d.WidthType.DXA },
    borders: { top: edge(whole || rows), bottom: edge(whole || rows), left: edge(whole), right: edge(whole), insideHorizontal: edge(rows), insideVertical: edge(made.lines === "grid") },
    rows: made.rows.map((row) => new d.TableRow({
      children: row.map((cell) => new d.TableCell({
        children: [...cell.blocks.flatMap((each) => block(each, wide * 0.8)), ...(cell.blocks.at(-1)?.type === "Table" || !cell.blocks.length ? [new d.Paragraph("")] : [])],
        columnSpan: cell.across, rowSpan: cell.down, ...shade(cell.shade),
      })),
    })),
  });
};

const block = (each, wide) => (each.type === "Table" ? [table(each, wide), ...(wide === LINE ? [new d.Paragraph("")] : [])] : [paragraph(each)]);

const foot = [new d.TextRun({ text: page.foot, size: 14 })];
if (page.paged) foot.push(new d.TextRun({ children: ["   Page ", d.PageNumber.CURRENT], size: 14 }));
const made = new d.Document({
  creator: "School office", title: page.title, styles: { default: { document: { run: { font: page.font, size: high(page.size) } } } },
  sections: [{
    properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 900, bottom: 900, left: 1020, right: 1020 } } },
    headers: { default: new d.Header({ children: page.head.map((text) => new d.Paragraph({ alignment: "right", children: [new d.TextRun({ text, size: 15 })] })) }) },
    footers: { default: new d.Footer({ children: [new d.Paragraph({ children: foot })] }) },
    children: page.blocks.flatMap((each) => block(each, LINE)),
  }],
});
d.Packer.toBuffer(made).then((data) => fs.writeFileSync(process.argv[3], data));
