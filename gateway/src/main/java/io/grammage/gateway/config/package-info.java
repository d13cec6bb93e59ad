/**
 * Reads {@code config.yml}: YAML with the line and column of every value, variables of the environment filled in,
 * checked against one description of all keys.
 *
 * <p>Start at {@link io.grammage.gateway.config.ConfigFile} for reading, and at {@link
 * io.grammage.gateway.config.RootKeys} for the description: unknown keys, defaults, the JSON Schema and the reference in
 * the documentation all come from it. The package yields {@link io.grammage.gateway.config.Section sections} of located
 * values and must not know what they mean to the rest of the gateway; {@code app} turns them into the values of the
 * domain. Nothing else in the gateway reads YAML.
 */
@NullMarked
package io.grammage.gateway.config;

import org.jspecify.annotations.NullMarked;
