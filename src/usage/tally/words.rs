//! What is said of a file, and which of its rows are not used.

use super::Tally;

impl Tally {
    /// A row that is not used, with its tokens: bare, as all sums of a tally.
    pub(in crate::usage) fn leave_out(&mut self, reason: &'static str, tokens: f64) {
        self.file().left_out.add(reason, 1, tokens);
    }

    /// A row that could not be read, or that something is to be told of: such a reason ends as a sentence.
    pub(in crate::usage) fn bad(&mut self, reason: &'static str) {
        let record = self.record;
        let records = &mut self.file().bad.add(reason, 1, 0.0).records;
        if records.len() < 3 && records.last() != Some(&record) {
            records.push(record);
        }
    }

    /// Something worth knowing about the file being read, once.
    pub(in crate::usage) fn say(&mut self, sentence: &str) {
        self.tell(sentence, false);
    }

    /// Something that could not be read.
    pub(in crate::usage) fn wrong(&mut self, sentence: &str) {
        self.tell(sentence, true);
    }

    fn tell(&mut self, sentence: &str, wrong: bool) {
        self.file();
        let file = self.files.len() - 1;
        if !self.said.iter().any(|one| one.0 == file && one.2 == sentence) && self.said.len() < 100 {
            self.said.push((file, self.record, sentence.to_owned(), wrong));
        }
    }
}
