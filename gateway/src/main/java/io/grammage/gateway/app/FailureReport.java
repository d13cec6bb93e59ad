package io.grammage.gateway.app;

import io.grammage.footprint.FootprintException;
import io.grammage.gateway.config.ConfigException;
import io.grammage.gateway.kernel.GatewayException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person at a terminal why a command failed: a sentence for what they can mend, a stack trace for what they cannot. */
final class FailureReport implements IExecutionExceptionHandler {
    private static final int FAILED = 1;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (failure) {
            case ConfigException e -> err.println(e.getMessage());
            case FootprintException e -> err.println(e.getMessage());
            case GatewayException e -> err.println(e.message());
            case StartException e -> err.println(e.getMessage());
            case UncheckedIOException e -> err.println(e.getMessage());
            case IllegalArgumentException e -> err.println(e.getMessage());
            default -> failure.printStackTrace(err);
        }
        return FAILED;
    }
}
