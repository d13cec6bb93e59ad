@NullMarked
package io.grammage.gateway.app;

import org.jspecify.annotations.NullMarked;
