/** Records of settings as text, such as {@code resnet blocks=1,1 width=16}. */
package palestra.networks.text;
