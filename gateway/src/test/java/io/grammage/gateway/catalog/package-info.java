@NullMarked
package io.grammage.gateway.catalog;

import org.jspecify.annotations.NullMarked;
