@NullMarked
package io.grammage.gateway.kernel;

import org.jspecify.annotations.NullMarked;
