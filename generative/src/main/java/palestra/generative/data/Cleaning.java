package palestra.generative.data;

/**
 * What a cleaning step did to data, once, when they were opened.
 *
 * @param step its text
 * @param dropped examples taken out, of both parts
 * @param filled numbers filled in, of both parts
 */
public record Cleaning(String step, int dropped, int filled) {}
