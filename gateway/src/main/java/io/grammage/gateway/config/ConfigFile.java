package io.grammage.gateway.config;

import io.grammage.gateway.kernel.Secret;

/** Reads the text of a configuration. */
public final class ConfigFile {
    private ConfigFile() {}

    /**
     * Reads a configuration; an empty one is all defaults.
     *
     * @param name of the file, for messages
     * @param bytes UTF-8
     * @param problems is told what is wrong; without errors there, all of the section can be used
     */
    public static Section read(String name, byte[] bytes, Environment environment, Problems problems) {
        return read(RootKeys.SHAPE, name, bytes, environment, problems);
    }

    /**
     * Reads a price book that comes with the program.
     *
     * @throws ConfigException when anything is wrong with it
     */
    public static Section priceBook(String name, byte[] bytes) {
        Problems problems = new Problems();
        Section book = read(PriceBookKeys.SHAPE, name, bytes, variable -> null, problems);
        problems.throwIfErrors();
        return book;
    }

    private static Section read(Shape shape, String name, byte[] bytes, Environment environment, Problems problems) {
        Node root = YamlReader.read(name, bytes, problems);
        Section section = root == null ? null : shape.read(root, new Reading(name, environment, problems), "");
        return section == null ? Section.absent(shape, new Place(name, 1, 1, "")) : section;
    }

    /**
     * The secret that a file of its own holds, without the blanks and line ends around it.
     *
     * @throws IllegalArgumentException when it does not fit into a header; the message says what does
     */
    public static Secret secret(String text) {
        return Types.secretOf(text);
    }
}
