@NullMarked
package io.grammage.gateway.config;

import org.jspecify.annotations.NullMarked;
