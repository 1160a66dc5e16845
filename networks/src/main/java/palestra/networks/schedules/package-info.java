/**
 * Settings that change while training goes on, such as a learning rate. There is one class, {@link
 * palestra.networks.schedules.Schedule}, read from and written as text.
 */
package palestra.networks.schedules;
