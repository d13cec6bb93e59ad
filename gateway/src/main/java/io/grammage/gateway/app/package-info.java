/**
 * Commands and the composition root: the one place that constructs and sees everything.
 */
@NullMarked
package io.grammage.gateway.app;

import org.jspecify.annotations.NullMarked;
