@NullMarked
package io.grammage.gateway.simulator;

import org.jspecify.annotations.NullMarked;
