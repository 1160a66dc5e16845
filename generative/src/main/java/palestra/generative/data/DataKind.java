package palestra.generative.data;

/**
 * What a name stands for, known before anything is opened.
 *
 * @param summary in a few words
 * @param pictures whether examples are pictures, not points
 * @param labelled whether they carry classes
 */
public record DataKind(String summary, boolean pictures, boolean labelled) {}
