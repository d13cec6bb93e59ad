package io.grammage.gateway.billing;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.notBlank;

import java.util.List;

/**
 * Who sends bills.
 *
 * @param name one line of 1 to {@value #LINE_LENGTH_MAX} characters
 * @param address at most {@value #ADDRESS_LINES_MAX} lines like it, as they are printed; numbers of register and tax are among them
 */
public record Issuer(String name, List<String> address) {
    /** Characters of a line, at most. */
    public static final int LINE_LENGTH_MAX = 100;

    /** Lines of an address, at most. */
    public static final int ADDRESS_LINES_MAX = 10;

    public Issuer {
        notBlank(name, LINE_LENGTH_MAX, "issuer name");
        address = List.copyOf(address);
        inRange(address.size(), 0, ADDRESS_LINES_MAX, "lines of the issuer's address");
        for (String line : address) {
            notBlank(line, LINE_LENGTH_MAX, "line of the issuer's address");
        }
    }
}
