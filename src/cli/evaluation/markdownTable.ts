/**
 * A table in Markdown.
 * @param head names of the columns
 * @param rows cells, as many in each row
 * @returns the lines of the table
 */
export function MarkdownTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
    const lines = [head, head.map(() => "---"), ...rows].map(
        (cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`,
    );
    return lines.join("\n");
}
