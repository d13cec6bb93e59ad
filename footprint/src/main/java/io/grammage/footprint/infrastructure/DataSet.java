package io.grammage.footprint.infrastructure;

/**
 * Published figures under one name. They never change: newer figures are another data set.
 *
 * @param name stable, with the date or version of the figures
 * @param validity since when the figures hold, or of when they are: a year, and the month where that is known
 * @param title whose figures they are, and of what
 */
public record DataSet(String name, String validity, String title) {}
