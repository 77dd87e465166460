package io.muster.server.console;

import java.util.List;

/**
 * A library that the console uses, from a WebJar on the class path.
 *
 * @param webjar artifact of the WebJar
 * @param entry its module or style sheet, within the WebJar
 * @param others further modules of it that are loaded, by the entry or by {@code imports}
 * @param imports what modules write to import it, each with the file that is meant
 */
record Library(String webjar, String entry, List<String> others, List<Import> imports) {
    /** Every one that is served; nothing else of the WebJars is. */
    static final List<Library> ALL = List.of(
            new Library(
                    "lit",
                    "index.js",
                    List.of("directives/live.js", "directives/repeat.js"),
                    List.of(
                            new Import("lit", "index.js"),
                            new Import("lit/directives/live.js", "directives/live.js"),
                            new Import("lit/directives/repeat.js", "directives/repeat.js"))),
            new Library(
                    "lit-html",
                    "lit-html.js",
                    List.of(
                            "is-server.js",
                            "directive.js",
                            "directive-helpers.js",
                            "directives/live.js",
                            "directives/repeat.js"),
                    List.of(
                            new Import("lit-html", "lit-html.js"),
                            new Import("lit-html/is-server.js", "is-server.js"),
                            new Import("lit-html/directives/live.js", "directives/live.js"),
                            new Import("lit-html/directives/repeat.js", "directives/repeat.js"))),
            new Library(
                    "lit-element",
                    "lit-element.js",
                    List.of(),
                    List.of(new Import("lit-element/lit-element.js", "lit-element.js"))),
            new Library(
                    "lit__reactive-element",
                    "reactive-element.js",
                    List.of("css-tag.js"),
                    List.of(new Import("@lit/reactive-element", "reactive-element.js"))),
            module("codemirror__state", "dist/index.js", "@codemirror/state"),
            module("codemirror__view", "dist/index.js", "@codemirror/view"),
            module("codemirror__commands", "dist/index.js", "@codemirror/commands"),
            module("codemirror__lint", "dist/index.js", "@codemirror/lint"),
            module("codemirror__language", "dist/index.js", "@codemirror/language"),
            module("lezer__common", "dist/index.js", "@lezer/common"),
            module("lezer__highlight", "dist/index.js", "@lezer/highlight"),
            module("style-mod", "src/style-mod.js", "style-mod"),
            module("w3c-keyname", "index.js", "w3c-keyname"),
            module("crelt", "index.js", "crelt"),
            module("marijn__find-cluster-break", "src/index.js", "@marijn/find-cluster-break"),
            new Library(
                    "uplot",
                    "dist/uPlot.esm.js",
                    List.of("dist/uPlot.min.css"),
                    List.of(new Import("uplot", "dist/uPlot.esm.js"))));

    /**
     * What a module writes and the file that it gets.
     *
     * @param specifier such as {@code @codemirror/state}
     * @param file within the WebJar
     */
    record Import(String specifier, String file) {}

    private static Library module(String webjar, String entry, String specifier) {
        return new Library(webjar, entry, List.of(), List.of(new Import(specifier, entry)));
    }
}
