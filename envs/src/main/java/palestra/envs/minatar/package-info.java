/**
 * MinAtar: five Atari games in miniature on grids of ten by ten cells. One class per game holds its
 * rules and is its manual page; {@link palestra.envs.minatar.MinAtar} plays one copy of a game,
 * {@link palestra.envs.minatar.MinAtarVector} many.
 */
package palestra.envs.minatar;
