/** Data that the user has in files: IDX, pictures, tables of points. */
package palestra.generative.data.files;
