/** Networks from numbers to what they stand for, such as pictures: the way back of a body. */
package palestra.networks.decoders;
