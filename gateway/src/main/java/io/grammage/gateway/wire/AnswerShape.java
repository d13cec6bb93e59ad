package io.grammage.gateway.wire;

import org.jspecify.annotations.Nullable;

/**
 * What is read of an answer, or of one chunk of a streamed answer. The spans are positions in the bytes that were read.
 * Where the top level has a member twice, the last one is told.
 *
 * @param foreignModel the value of {@code model} with its quotes, when it is a string other than the public name of the
 *     model; else null
 * @param usage the value of {@code usage}, whatever it is, or null without the member
 * @param usageMember what to leave out so that {@code usage} goes and the commas stay right, or null without the member
 * @param reportsUsage whether {@code usage} is an object
 * @param choices how many elements {@code choices} has, or -1 without the member
 * @param finishReason of the first element of {@code choices}, a short word, or null as long as there is none
 * @param error whether it is an error: a top-level {@code error} that is not null, or {@code "object":"error"}
 * @param contentBytes bytes of UTF-8 generated for all choices: text, reasoning, refusals, names and arguments of calls
 * @param closingBrace where the closing brace stands
 * @param hasMembers whether the object has any member
 */
public record AnswerShape(
        @Nullable Span foreignModel,
        @Nullable Span usage,
        @Nullable Span usageMember,
        boolean reportsUsage,
        int choices,
        @Nullable String finishReason,
        boolean error,
        int contentBytes,
        int closingBrace,
        boolean hasMembers) {}
