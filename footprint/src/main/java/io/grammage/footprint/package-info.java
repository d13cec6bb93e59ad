/**
 * Energy, emissions, resources and water of generative-model inference.
 */
@NullMarked
package io.grammage.footprint;

import org.jspecify.annotations.NullMarked;
